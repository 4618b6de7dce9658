"""Reading XML strictly, and holding it to a schema."""

from pathlib import Path

from lxml import etree

HERE = Path(__file__).parent


def read_xml(site, path, check):
    """The root of a well-formed file without a document type, or None."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(site.read(path), parser)
    except etree.XMLSyntaxError as error:
        check.fail(f"{path}: not well-formed: {error}")
        return None
    check.expect(root.getroottree().docinfo.doctype == "", f"{path}: has a document type")
    return root


def validate(schema, root, path, check):
    """Records what the schema finds wrong."""
    if not schema.validate(root):
        for error in list(schema.error_log)[:3]:
            check.fail(f"{path}: line {error.line}: {error.message[:300]}")


def relax_ng(name):
    return etree.RelaxNG(etree.parse(HERE / name))


def xml_schema(name):
    return etree.XMLSchema(etree.parse(HERE / name))
