"""What whoever writes a standard clause is told beside it; never printed."""

from django.utils.translation import gettext_lazy as _

INSTRUCTIONS = {
    "partners": _("Use the names by which the organisations are registered; departments sign for nobody."),
    "mission": _("One sentence that every partner can say aloud. Name the change, not the activities."),
    "representatives": _(
        "Name an alternate, too. Write the mandate so that a meeting knows what it can decide."
    ),
    "status": _(
        "Most agreements are better off without the courts. Ask a lawyer before you make it binding."
    ),
    "vision": _("Say what is wrong now and for whom, in words that those people would use themselves."),
    "objectives": _("Three or four are enough. What can be measured belongs in the work plan."),
    "own_objectives": _(
        "Ask each partner in a talk, not by mail: what does it need to be able to show at home?"
    ),
    "values": _("Keep only those of which somebody can tell what they would change on a Monday morning."),
    "activities": _("Keep it to an outline: what changes often stands in the work plan."),
    "resources": _("Let each partner say its own words and amounts. Write hours and rooms down like money."),
    "roles": _("For each role: who fills it, for how long, and who takes over."),
    "measures": _("Choose what somebody already counts, and name who collects it."),
    "bodies": _("As few groups as possible. For each: what it may decide, and to whom it reports."),
    "decisions": _("Try the rule on the last hard decision: would it have come out well?"),
    "accountability": _(
        "Say to whom each partner reports, how often, and what happens when something is late."
    ),
    "communication": _("Agree on who speaks to the press before the first call comes."),
    "confidentiality": _("Name what is confidential. Where people’s data are shared, ask a privacy officer."),
    "identity": _("Ask each partner whose consent its logo needs, and who owns what is made together."),
    "fundraising": _("List the funders that partners already talk to, so that nobody is taken by surprise."),
    "conflict_of_interest": _(
        "Name the interests that are known now, such as a partner that also sells to others."
    ),
    "disputes": _("Keep the numbered steps, each with a time limit: a dispute is begun with them."),
    "admission": _("Say who may propose a partner, and what a newcomer has to bring."),
    "review": _("Set the day under “Binding, review”; this clause then names it."),
    "amendment": _("Say who may propose a change, and whether all have to accept it."),
    "moving_on": _("Choose a notice that leaves time to hand things over, and say what goes to whom."),
    "no_authority": _("Leave it in unless a lawyer says otherwise: it protects the smallest partner most."),
    "acceptance": _("Ask each partner who signs, and how long its own procedure takes."),
}
