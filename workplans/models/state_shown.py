"""How the state of a milestone or a task is shown: by a shape and by a word."""

from typing import ClassVar

from django.utils.translation import gettext as _


class StateShown:
    """A row with a `state` that can be late (`is_late`), which is then shown instead."""

    # {state: the shape of its bead}
    SHAPES: ClassVar[dict[str, str]] = {}

    @property
    def kind(self) -> str:
        """The shape of its state."""
        return "late" if self.is_late else self.SHAPES[self.state]

    @property
    def word(self) -> str:
        """Its state in a word."""
        return _("Late") if self.is_late else self.get_state_display()
