"""Preflight, issue, copies and late papers: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # what the preflight of one pack finds in it
    "preflight.withheld_found": "{count} thing{s} that this edition withholds can be read in it, so it cannot leave",
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
    "issue.cancelled": "The meeting of {month} was cancelled. Nothing was changed. Plan it anew first.",
    "issue.no_reason": "This needs a reason, which is kept with the issue. Nothing was changed. Write why.",
    "issue.gaps": "{count} thing{s} must still be put right, and no reason is given to issue with them. Nothing was "
    "changed. Put them right, or give the reason, which is printed on the cover.",
    "issue.reason_long": "The reason stands on the cover, which has room for {most} characters. Nothing was changed. "
    "Say it shorter.",
    "issue.no_second": "A partner edition needs a second person who looked at it. Nothing was changed. "
    "Write who confirms it.",
    "issue.same_person": "{name} issues this edition and cannot be the second person too. Nothing was changed. "
    "Have somebody else confirm it.",
    "issue.second_role": "{name} may not confirm an edition, for which a coordinator or an approver is needed. "
    "Nothing was changed. Name another person.",
    "label.issue.second": "second person confirmed",
    "issue.no_recipient": "A numbered copy is for nobody. Nothing was changed. Write for whom each copy is.",
    "issue.no_late_paper": "No late paper was accepted since version {version}. Nothing was changed. "
    "Accept one first, or make a major reissue.",
    "issue.password_short": "A password needs at least {least} characters. Nothing was changed. "
    "Three random words are easy to pass on by telephone.",
    "issue.recalled": "Version {version} was recalled, so nothing of it leaves any more. Nothing was changed. "
    "Use the issue that holds.",
    "issue.ended": "Version {version} is {state} already. Nothing was changed. Go back to the list.",
    "label.late_paper.add": "late paper accepted",
    "label.late_paper.change": "late paper changed",
    "label.late_paper.remove": "late paper taken back",
    "late_paper.letter_used": "There is a late paper {number} already. Nothing was changed. Choose the next letter.",
    "late_paper.elsewhere": "The paper that this one replaces is not one of this meeting. Nothing was changed. "
    "Choose another.",
    "late_paper.issued": "Late paper {number} was issued, so it stays as it is. Nothing was changed. "
    "Accept a new paper that replaces it.",
    "late_paper.too_many": "There are 26 late papers behind this item, and no letter is left. Nothing was changed. "
    "Make a major reissue.",
    "verify.body_missing": "An issue has lost the value that it was printed from.",
    "verify.body_altered": "The stored value of an issue was altered.",
    "edition.unknown": "{said} is no edition. Nothing was changed. "
    "Write full, chair, force:NAME or partner:NAME.",
    "edition.no_holder": "{said} names nobody who has an edition. Nothing was changed. Known are: {known}.",
    "password.none": "No password for the files was given. Nothing was changed. Run this at a terminal to be asked "
    "for it, or set {variable}.",
    "reprint.differs": "The contents are those that were issued, but the bytes are not: this version of the program "
    "lays its pages out or packs them otherwise.",
    "zip.nothing": "Nothing that holds was issued for {month}, so there is nothing to put together. "
    "Nothing was changed. Issue the pack first.",
    "file.unreadable": "{path} cannot be read. Nothing was changed. Choose a file that is there.",
    "file.issued": "This is the file that was issued: {which}. It holds.",
    "file.superseded": "This file was issued: {which}. It is superseded since {on}: {because}.",
    "file.recalled": "This file was issued: {which}. It was recalled on {on}: {because}.",
    "file.draft": "This is a draft that was written on {at} and never issued: {name}.",
    "file.paper": "This file left this register on {at}, and is of no issue: {name}.",
    "file.altered": "This file was not issued. It says that it is {which}, but its bytes are not those that left.",
    "file.unknown": "This register knows nothing of this file.",
    "file.protected": "It is under a password, so nothing more can be read in it.",
    "file.claims": "It says that it is {which}; this register issued no such thing.",
    "copy.nothing_to_tell": "The issue of this copy holds: there is nothing to tell its holder. Nothing was changed. "
    "Supersede or recall the issue first.",
    "copy.overtaken": "Somebody else was given copy {number} meanwhile. The old files are as they were. "
    "Print this copy again; it has the next number then.",
    "copy.minutes": "Minutes have no further numbered copies. Nothing was changed. Send a copy without a number.",
    "copy.no_how": "How this copy ended is not said. Nothing was changed. Write whether it came back or was destroyed.",
    # the Packs page
    "issue.passwords_differ": "The two passwords differ. Type the same one twice.",
    "label.pack.section": "section switched",
    "label.pack.order": "section moved",
    "withheld.private": "a private item, for the chair alone",
    "withheld.other_force": "of another force",
    "withheld.not_released": "not released to partners",
    "withheld.conditions": "C-coded, conditions not accepted",
}
