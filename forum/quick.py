"""Widgets that write their HTML themselves: a template for each of a hundred options costs more than a page."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe


class QuickSelect(forms.Select):
    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(self.format_value(value))
        options = ((key, mark_safe(" selected" if key in chosen else ""), words) for key, words in self.choices)
        about = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        inside = format_html_join("", '<option value="{}"{}>{}</option>', options)
        return format_html("<select{}>{}</select>", about, inside)


class QuickChecks(forms.CheckboxSelectMultiple):
    def render(self, name, value, attrs=None, renderer=None):
        chosen, key = set(self.format_value(value)), (attrs or {}).get("id", f"id_{name}")
        rows = (
            (f"{key}_{at}", name, own, f"{key}_{at}", mark_safe(" checked" if own in chosen else ""), words)
            for at, (own, words) in enumerate(self.choices)
        )
        row = (
            '<div class="choice"><label for="{}"><input type="checkbox" name="{}" value="{}" id="{}"{}>'
            " {}</label></div>\n"
        )
        return format_html('<div id="{}" class="choices__rows">{}</div>', key, format_html_join("", row, rows))
