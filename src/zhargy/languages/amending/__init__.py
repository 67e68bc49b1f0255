"""How amending acts of a language say what they change: one table for each language."""

from zhargy.languages.amending.english import ENGLISH
from zhargy.languages.amending.forms import Form, Forms
from zhargy.languages.amending.kazakh import KAZAKH
from zhargy.languages.amending.russian import RUSSIAN

FORMS = {forms.code: forms for forms in (KAZAKH, RUSSIAN, ENGLISH)}

__all__ = ["ENGLISH", "FORMS", "KAZAKH", "RUSSIAN", "Form", "Forms"]
