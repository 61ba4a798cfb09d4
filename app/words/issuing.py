"""Preflight, issue, copies and late papers: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # what the preflight of one pack finds in it
    "preflight.withheld_found": "{count} thing{s} held back from this edition stand in it: it cannot leave",
    "preflight.marking_low": "Text marked {higher} stands in a pack of a lower marking",
    "preflight.minutes_missing": "No minutes of {on}",
    "preflight.minutes_draft": "Minutes of {on} are a draft, for this meeting to confirm",
    "preflight.agenda_over": "Agenda takes {count} of {room} minutes",
    "preflight.no_chair": "The meeting has no chair",
    "preflight.unadvised": "{count} decision{s} wanted without a recommendation",
    "preflight.unprintable": "{count} character{s} that the PDF prints as a box: {characters}",
    "preflight.section_empty": "Section {item}, {title}, is empty",
    "preflight.nothing_released": "No threat is released to {holder}",
    "preflight.coded_out": "{count} C-coded text{s} left out: {holder} has not accepted the conditions",
    "preflight.order.withheld_found": "Nothing that was held back stands in the pack",
    "preflight.order.marking_low": "No text is marked higher than the pack",
    "preflight.order.minutes_missing": "The meeting before has its minutes",
    "preflight.order.minutes_draft": "No minutes wait to be confirmed",
    "preflight.order.agenda_over": "The agenda fits the time of the meeting",
    "preflight.order.no_chair": "The meeting has its chair",
    "preflight.order.unadvised": "Every decision wanted has a recommendation",
    "preflight.order.unprintable": "Every character can be printed",
    "preflight.order.section_empty": "No section is empty",
    "preflight.order.nothing_released": "Threats are released to this partner",
    "preflight.order.coded_out": "No C-coded text waits for conditions to be accepted",
    # what was issued, and the dissemination register
    "label.pack.draft": "draft of the pack written",
    "label.pack.reprint": "issue printed again",
    "label.issue.supersede": "issue superseded",
    "label.issue.recall": "issue recalled",
    "label.copy.send": "copy sent",
    "label.copy.notice": "holder told",
    "label.copy.end": "copy accounted for",
    "issue.first_done": "Version {version} of this edition is issued already. Nothing was changed. Make a minor reissue "
    "for late papers, or a major one to read the month anew.",
    "issue.none_yet": "This edition has not been issued yet, so there is nothing to reissue. Nothing was changed. "
    "Issue it first.",
    "issue.minor_of_recalled": "Version {version} was recalled, so nothing can be added to it. Nothing was changed. "
    "Make a major reissue.",
    "issue.overtaken": "Version {version} was issued by somebody else meanwhile. The old files are as they were. "
    "Look at the list of issued packs.",
    "issue.no_reason": "This needs a reason, which is kept with the issue. Nothing was changed. Write why.",
    "issue.gaps": "{count} thing{s} must still be put right, and no reason is given to issue with them. Nothing was "
    "changed. Put them right, or give the reason, which is printed on the cover.",
    "issue.no_second": "A partner edition needs a second person who looked at it. Nothing was changed. "
    "Write who confirms it.",
    "issue.same_person": "{name} issues this edition and cannot be the second person too. Nothing was changed. "
    "Have somebody else confirm it.",
    "issue.no_recipient": "A numbered copy is for nobody. Nothing was changed. Write for whom each copy is.",
    "issue.no_late_paper": "No late paper was accepted since version {version}. Nothing was changed. "
    "Accept one first, or make a major reissue.",
    "issue.password_short": "A password needs at least {least} characters. Nothing was changed. "
    "Three random words are easy to pass on by telephone.",
    "issue.recalled": "Version {version} was recalled, so nothing of it leaves any more. Nothing was changed. "
    "Use the issue that holds.",
    "issue.ended": "Version {version} is {state} already. Nothing was changed. Go back to the list.",
    "copy.nothing_to_tell": "The issue of this copy holds: there is nothing to tell its holder. Nothing was changed. "
    "Supersede or recall the issue first.",
    "copy.no_how": "How this copy ended is not said. Nothing was changed. Write whether it came back or was destroyed.",
}
