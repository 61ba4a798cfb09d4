"""What each command did, as in "Undo: LRO changed"."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # command labels, named as in "Undo: LRO changed"
    "label.region.set_up": "region set up",
    "label.region.change": "region changed",
    "label.setting.change": "setting changed",
    "label.officer.add": "officer added",
    "label.officer.change": "officer changed",
    "label.officer.leave": "officer left",
    "label.threat.add": "threat added",
    "label.threat.change": "threat changed",
    "label.threat.archive": "threat archived",
    "label.threat.reopen": "threat re-opened",
    "label.threat.delete": "threat deleted",
    "label.threat.map": "mapping changed",
    "label.threat.place": "priorities changed",
    "label.lead.assign": "lead changed",
    "label.plan.save": "4P plan changed",
    "label.action.add": "action added",
    "label.action.change": "action changed",
    "label.action.redate": "action re-dated",
    "label.action.complete": "action completed",
    "label.action.result": "action resulted",
    "label.action.cancel": "action cancelled",
    "label.action.remove": "action removed",
    "label.update.add": "update added",
    "label.score.record": "score recorded",
    "label.meeting.plan": "meeting planned",
    "label.meeting.change": "meeting changed",
    "label.import.take_in": "file taken in",
    "label.import.decide": "held row decided",
    "label.demo.fill": "demonstration made",
    "label.pack.issue": "pack issued",
    "label.undo": "undone",
    "label.redo": "redone",
}
