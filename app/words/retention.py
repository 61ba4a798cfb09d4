"""Review, retention and disposal."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "label.disposal.scrub": "file written anew",
    "retention.next_first": "The next review comes after this one. Choose a later day.",
    "retention.ended_first": "A hold cannot end before it began. Choose a later day.",
    "retention.ended": "This hold has already ended. Nothing was changed. Record a new hold if the record is "
    "to stay.",
    "disposal.unknown": "The register says nothing of this threat any more. Nothing was changed. Go back to "
    "the list and choose another.",
    "disposal.proposed": "The disposal of this threat is already proposed. Nothing was changed. Another "
    "person confirms it, or it is withdrawn first.",
    "disposal.held": "A hold stands on this record. Nothing was disposed of. End the hold first, if its "
    "reason is over.",
    "disposal.no_review": "The newest review of this record does not decide to dispose of it. Nothing was "
    "disposed of. Record a review with that decision first.",
    "disposal.decided": "This proposal is already {state}. Nothing was changed. Go back to the list to see "
    "what stands.",
    "disposal.own": "You proposed this disposal, and a disposal takes two people. Nothing was disposed of. "
    "Another coordinator or approver opens the register and confirms it; where you are the only person, an "
    "administrator adds one under People.",
    "disposal.reference": "This is not {text}. Type the reference as it stands above.",
    "label.retention.review": "review recorded",
    "label.retention.hold": "hold recorded",
    "label.retention.end_hold": "hold ended",
    "label.disposal.propose": "disposal proposed",
    "label.disposal.withdraw": "proposal of disposal withdrawn",
    "label.disposal.confirm": "record disposed of",
    "setting.review_notice_days": "Review is coming",
    "setting.review_notice_days.about": "A review of retention is listed as coming so many days before it is "
    "due.",
    "setting.review_first_months": "First review",
    "setting.review_first_months.about": "A record is first reviewed so long after it was recorded.",
    "setting.review_group_1_months": "Next review, group 1",
    "setting.review_group_1_months.about": "A record of MoPI group 1 is reviewed again after so long.",
    "setting.review_group_2_months": "Next review, group 2",
    "setting.review_group_2_months.about": "A record of MoPI group 2 is reviewed again after so long.",
    "setting.review_group_3_months": "Next review, group 3",
    "setting.review_group_3_months.about": "A record of MoPI group 3 is reviewed again after so long.",
    "setting.review_group_4_months": "Next review, group 4",
    "setting.review_group_4_months.about": "A record of MoPI group 4 is reviewed again after so long.",
}
