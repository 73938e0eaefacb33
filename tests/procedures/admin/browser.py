"""A browser's handling of a form: read the fields from the page and send them back."""

from html.parser import HTMLParser

from django.urls import reverse


class _Fields(HTMLParser):
    """Collects what a browser would send for the form `form_id`, or for every form of the page."""

    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.inside, self.data = form_id, form_id is None, {}
        self.textarea = self.select = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form" and self.form_id is not None:
            self.inside = attrs.get("id") == self.form_id
        name = attrs.get("name")
        if not self.inside or (
            tag in {"input", "textarea", "select"} and (not name or "__prefix__" in name)
        ):
            return
        if tag == "input":
            self._input(name, attrs)
        elif tag == "textarea":
            self.textarea, self.data[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attrs:
            self.data.setdefault(self.select, []).append(attrs.get("value", ""))

    def _input(self, name, attrs):
        kind = attrs.get("type", "text")
        if kind in {"submit", "file"} or (kind in {"checkbox", "radio"} and "checked" not in attrs):
            return
        value = attrs.get("value", "on" if kind == "checkbox" else "")
        if kind == "checkbox":
            self.data.setdefault(name, []).append(value)
        else:
            self.data[name] = value

    def handle_data(self, data):
        if self.textarea:
            self.data[self.textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea:
            # HTML drops one line end after the tag; browsers send each as two characters.
            self.data[self.textarea] = (
                self.data[self.textarea].removeprefix("\n").replace("\n", "\r\n")
            )
            self.textarea = None
        elif tag == "select":
            self.select = None


def fields_of(response, form_id=None):
    """Return the fields of a form as a browser would send them, unchanged."""
    parser = _Fields(form_id)
    parser.feed(response.content.decode())
    return parser.data


def add_row(data, prefix, **values):
    """Add a row to the inline `prefix` of `data`, as the button of the page does."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    data |= {f"{prefix}-{number}-{name}": value for name, value in {"order": "0", **values}.items()}
    return number


def address_of(model, page="changelist", *arguments):
    """Return the address of a page of a model of the catalogue."""
    return reverse(f"admin:procedures_{model}_{page}", args=arguments)
