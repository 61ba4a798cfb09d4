"""The words of nominals, ancillary orders and releases."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "order.out_of_order": "This date is before the step that comes before it.",
    "order.due_what": "Say what is due on that day.",
    "order.due_when": "Say by when this is due.",
    "order.no_date": "An order that is {state} needs this date.",
    "order.not_yet": "This day has not come or is not over, so the order is not {state} yet. Its state follows "
    "from the date by itself.",
    "order.later_step": "An order that is only considered has no such date. Choose its state, or leave this empty.",
    "order.no_step": "An order that is {state} cannot become {to} next. Nothing was changed. Take one of the "
    "steps that are offered, or correct the dates with Change.",
    "order.state_by_step": "The state of an order changes by a step, which keeps its date. Nothing was changed. "
    "Take the next step of the order instead.",
    "order.other_threat": "That nominal belongs to another threat. Nothing was changed. Choose a nominal of this "
    "threat, or none.",
    "nominal.name": "Enter a reference, not a name.",
    "nominal.convicted_first": "The conviction is before the charge.",
    "nominal.twice": "This threat has a nominal {reference} already. Nothing was changed. Open that one, or enter "
    "another reference.",
    "nominal.role_by_step": "The role of a nominal changes by a step, which keeps the day from which it holds. "
    "Nothing was changed. Take the next step of the nominal instead.",
    "nominal.not_held": "{reference} is not in custody. Nothing was changed. Record custody first, or correct the "
    "date of release.",
    "nominal.not_released_yet": "The release of {reference} has not come yet. Nothing was changed. Set it as the "
    "date of release instead.",
    "nominal.has_orders": "{reference} has {count} order{s} on the record. Nothing was changed. Remove the orders "
    "first, or say until when the nominal was on the group.",
    "check.release_unplanned": "release due, no plan for it",
    "check.order_not_considered": "charged or convicted, no order considered",
    "check.order_wanting": "order unmonitored or expiring",
    "list.release_unplanned": "Active, with a release due that has no plan",
    "list.order_not_considered": "Active, with a nominal charged or convicted and no order considered",
    "list.order_wanting": "Active, with an order that nobody monitors or that expires soon",
    "preflight.release_unplanned": "{count} with a release due and no plan",
    "preflight.order_not_considered": "{count} charged or convicted, no order considered",
    "preflight.order_wanting": "{count} with an order unmonitored or expiring",
    "preflight.order.release_unplanned": "Every release that is due has a plan",
    "preflight.order.order_not_considered": "An order was considered for all charged or convicted",
    "preflight.order.order_wanting": "Every order is monitored and runs on",
    "label.nominal.add": "nominal added",
    "label.nominal.change": "nominal changed",
    "label.nominal.change_role": "role of a nominal changed",
    "label.nominal.hold": "nominal taken into custody",
    "label.nominal.plan_release": "release planned",
    "label.nominal.release": "nominal released",
    "label.nominal.end": "nominal ended",
    "label.nominal.remove": "nominal removed",
    "label.order.consider": "order considered",
    "label.order.record": "order recorded",
    "label.order.consider_again": "order considered again",
    "label.order.not_sought": "order not sought",
    "label.order.apply": "order applied for",
    "label.order.grant": "order granted",
    "label.order.refuse": "order refused",
    "label.order.in_force": "order in force",
    "label.order.expire": "order expired",
    "label.order.discharge": "order discharged",
    "label.order.monitor": "monitoring of an order changed",
    "label.order.change": "order changed",
    "label.order.remove": "order removed",
}
