"""The dialogs: each builds one frozen record from its fields and hands it to a command."""
