"""What the build does beside PyInstaller: drops what nothing needs, lists what is inside and its licences."""
