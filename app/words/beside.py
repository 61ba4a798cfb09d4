"""The words of what stands beside a threat: gaps, learning, documents, links, transfers, archive."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "gap.no_owner": "Nobody owns this gap yet.",
    "gap.closed_first": "The gap would be closed before it was raised.",
    "link.itself": "A threat cannot be linked to itself. Choose another threat.",
    "transfer.same_force": "That force has this threat already. Choose another.",
    "transfer.answered_first": "The answer would be before the proposal. Enter a later day.",
    "count.negative": "A count cannot be below nought.",
    "count.no_reference": "Give the reference of the record that names them.",
    "gap.no_answer": "Write what is known now, or why it no longer matters.",
    "gap.closed": "This gap is closed already. Nothing was changed. Close this window and look again.",
    "document.twice": "This threat names {reference} already. Nothing was changed. Change the one that is there.",
    "link.twice": "These two threats are linked like that already. Nothing was changed. Change the link that is there.",
    "link.both_ways": "It is recorded the other way round already: they cannot each be {relation} the other. "
    "Nothing was changed. Remove that link first.",
    "link.merged_archived": "The other threat is archived, and what merges must be managed where it goes. "
    "Nothing was changed. Re-open that threat first, or choose another.",
    "link.merged_already": "This threat has merged into another already. Nothing was changed. "
    "Remove that link first.",
    "transfer.open": "A transfer of this threat waits for its answer. Nothing was changed. Answer or withdraw it first.",
    "transfer.archived": "This threat is archived. Nothing was changed. Re-open it first.",
    "transfer.retired": "That force is no longer in use. Nothing was changed. Choose another.",
    "transfer.answered": "This transfer is {state} already. Nothing was changed. Close this window and look again.",
    "transfer.moved_on": "The home force has changed since this was proposed. Nothing was changed. "
    "Withdraw this transfer and propose it anew.",
    "transfer.no_answer": "Say why it is declined.",
    "archive.open": "{count} thing{s} would stay open. Nothing was changed. Close what can be closed, "
    "or say why the rest may stay open.",
    "archive.active": "This threat is active already. Nothing was changed. Close this window and look again.",
    # what was done
    "label.gap.raise": "gap raised",
    "label.gap.change": "gap changed",
    "label.gap.close": "gap closed",
    "label.learning.add": "learning added",
    "label.learning.change": "learning changed",
    "label.learning.remove": "learning removed",
    "label.document.link": "document linked",
    "label.document.change": "document changed",
    "label.document.remove": "document removed",
    "label.link.add": "link added",
    "label.link.change": "link changed",
    "label.link.remove": "link removed",
    "label.transfer.propose": "transfer proposed",
    "label.transfer.accept": "transfer accepted",
    "label.transfer.decline": "transfer declined",
    "label.transfer.withdraw": "transfer withdrawn",
}
