"""The words of submissions to ROCTA."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # faults of fields
    "submission.own": "A submission is ratified by somebody other than the person who proposed it. "
    "Name who ratified it at ROCTA.",
    "submission.no_code": "Choose the reason from the region’s list.",
    "submission.no_threat": "“{text}” is no threat that may be submitted now. Choose one from the list.",
    "submission.out_of_order": "It was {state} on {on}. Enter that day or a later one.",
    # refusals
    "submission.live": "This threat has a submission that is not decided yet: {reference}, {state}. "
    "Nothing was changed. Go on with that one.",
    "submission.ratified": "ROCTA has ratified this group already. Nothing was changed. "
    "Where it has come off the map, record that as a mapping step first.",
    "submission.archived": "This threat is archived. Nothing was changed. Re-open it before it is submitted.",
    "submission.incomplete": "{done} required fields are filled in, so this cannot go to ROCTA yet. "
    "Nothing was changed. Fill in: {missing}.",
    "submission.cannot": "This submission is {state}, so it cannot be {to} now. Nothing was changed. "
    "Look at its steps again.",
    "submission.decided": "This submission is {state}, so what it says stands. Nothing was changed. "
    "Open another where the group is to be submitted again.",
    "submission.sent": "Only a draft can be withdrawn, and this has gone to ROCTA. Nothing was changed. "
    "Record what ROCTA decides.",
    "submission.through_it": "This threat has a submission, {reference}, which says where it stands. "
    "Nothing was changed. Record the step on the submission.",
    # what Home and the preflight count
    "check.live_unratified": "live operation, not ratified",
    "check.submission_waiting": "with ROCTA for longer than the limit",
    "check.returned_waiting": "returned and not sent again in time",
    "check.fields_missing": "submitted with required fields missing",
    "list.live_unratified": "Active, with a live operation and not ratified",
    "list.submission_waiting": "Active, with ROCTA for longer than the limit",
    "list.returned_waiting": "Active, returned and not sent again within the limit",
    "list.fields_missing": "Active, submitted with required fields missing",
    "preflight.live_unratified": "{count} live operation{s} on groups not ratified",
    "preflight.submission_waiting": "{count} submission{s} with ROCTA for longer than the limit",
    "preflight.returned_waiting": "{count} returned and not sent again in time",
    "preflight.fields_missing": "{count} submitted with required fields missing",
    "preflight.order.live_unratified": "No operation is live on a group not ratified",
    "preflight.order.submission_waiting": "No submission waits longer than the limit",
    "preflight.order.returned_waiting": "Nothing returned waits longer than the limit",
    "preflight.order.fields_missing": "Every submission has its required fields",
    # what each command did
    "label.submission.open": "submission opened",
    "label.submission.save": "submission changed",
    "label.submission.submit": "submission sent to ROCTA",
    "label.submission.return": "submission returned",
    "label.submission.resubmit": "submission sent again",
    "label.submission.ratify": "group ratified",
    "label.submission.reject": "submission rejected",
    "label.submission.print": "submission form printed",
    "label.submission.withdraw": "draft submission withdrawn",
}
