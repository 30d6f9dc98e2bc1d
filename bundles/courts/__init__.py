"""The courts: `template("crown")` is one court's sections and numbering, `names()` lists them all."""

from bundles.courts.templates import BadTemplate, Numbering, Template, TemplateSection, names, template

__all__ = ["BadTemplate", "Numbering", "Template", "TemplateSection", "names", "template"]
