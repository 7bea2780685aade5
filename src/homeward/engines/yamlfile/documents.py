"""The documents of a YAML file, with what YAML readers pass over in silence refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeward.engines.yamlfile import messages as say

if TYPE_CHECKING:
    from yaml.nodes import Node

    from homeward.engines.yamlfile.message import Message
    from homeward.engines.yamlfile.report import FileReport


def documents(report: FileReport, *, empty: Message) -> list[Node]:
    """The YAML documents of a file; none when the YAML itself is at fault.

    Args:
        report: gains the faults.
        empty: what to say of a file with nothing in it.
    """
    import yaml

    try:
        for event in yaml.parse(report.text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                report.at(getattr(event.start_mark, "index", 0), say.alias_used())
                return []
        nodes = [n for n in yaml.compose_all(report.text, Loader=yaml.SafeLoader) if n is not None]
    except yaml.MarkedYAMLError as error:
        index = getattr(error.problem_mark, "index", 0)
        report.at(index, say.bad_yaml(error.problem or "?"))
        return []
    except yaml.reader.ReaderError as error:
        report.at(error.position, say.bad_yaml(f"#x{error.character:04x}"))
        return []
    except RecursionError:
        report.at(0, say.bad_yaml("nested too deeply"))
        return []
    if not nodes:
        report.at(0, empty)
    doubled = [_note_duplicates(report, node) for node in nodes]
    return [node for node, bad in zip(nodes, doubled, strict=True) if not bad]


def _note_duplicates(report: FileReport, node: Node) -> bool:
    """YAML readers keep the last of two equal keys in silence; here it is a fault."""
    from yaml.nodes import MappingNode, SequenceNode

    found = False
    if isinstance(node, SequenceNode):
        for item in node.value:
            found |= _note_duplicates(report, item)
    elif isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                report.on(key, say.duplicate_key(name))
                found = True
            seen.add(name)
            found |= _note_duplicates(report, value)
    return found
