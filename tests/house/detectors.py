"""What the house does not have in it, each as a function from source text to the places where it stands."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache

FUNCTION_LINES = 60
SLEEPERS = ("time.sleep", "qtbot.wait", "QTest.qWait", "QThread.sleep", "QThread.msleep", "QThread.usleep")
# Qt remembers folders and settings in plain files of its own, and its lock file is no lock on the vault.
UNWANTED_FROM_QT = ("QFileDialog", "QSettings", "QLockFile")
NETWORK = (
    "PySide6.QtNetwork", "PySide6.QtWebSockets", "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib",
    "multiprocessing.connection", "multiprocessing.managers", "poplib", "requests", "smtplib", "socket", "socketserver",
    "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "websockets", "xmlrpc",
)  # fmt: skip
NO_NETWORK_IN = ("urllib.parse",)


@cache
def _nodes(source: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(source)))


def _places(found: Iterator[tuple[int, str]]) -> list[str]:
    return [f"line {line}: {what}" for line, what in found]


@cache
def _calls(source: str) -> tuple[tuple[int, str], ...]:
    """Return line and dotted name of everything that is called."""
    return tuple((node.lineno, ast.unparse(node.func)) for node in _nodes(source) if isinstance(node, ast.Call))


def _imports(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and full dotted name of everything that is imported, "from a import b" as a.b."""
    for node in _nodes(source):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _functions(source: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in _nodes(source):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def long_functions(source: str) -> list[str]:
    """Find functions that do not fit on a screen."""
    sizes = ((node, (node.end_lineno or node.lineno) - node.lineno + 1) for node in _functions(source))
    return _places((node.lineno, f"{node.name} has {size} lines") for node, size in sizes if size > FUNCTION_LINES)


def sleeps(source: str) -> list[str]:
    """Find waits on the clock: a program waits for what has happened, and so does a test."""
    called = ((line, name) for line, name in _calls(source) if name in SLEEPERS)
    imported = ((line, name) for line, name in _imports(source) if name == "time.sleep")
    return _places(called) + _places(imported)


def unfinished(source: str) -> list[str]:
    """Find comments that put something off, and code that stands in for code."""
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = ((token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT)
    raised = (
        (node.lineno, "NotImplementedError")
        for node in _nodes(source)
        if isinstance(node, ast.Raise) and node.exc and "NotImplementedError" in ast.unparse(node.exc)
    )
    return _places((line, text) for line, text in comments if marks.search(text)) + _places(raised)


def markup_from_text(source: str) -> list[str]:
    """Find the ways by which text would be read as markup on the screen."""
    unsafe = ("setHtml", "insertHtml", "appendHtml", "setMarkdown", "insertMarkdown")
    return _places((line, name) for line, name in _calls(source) if name.rpartition(".")[2] in unsafe)


def paragraphs(source: str) -> list[str]:
    """Find ReportLab's paragraphs: they read user text as markup, so one module alone may make them."""
    unsafe = (".Paragraph", ".XPreformatted")
    called = ((line, name) for line, name in _calls(source) if name.endswith(unsafe))
    imported = ((line, name) for line, name in _imports(source) if name.endswith(unsafe))
    return _places(called) + _places((line, name) for line, name in imported if name.startswith("reportlab."))


def blocking(source: str) -> list[str]:
    """Find event loops within the event loop; only the application itself is run."""
    runs = ((line, name) for line, name in _calls(source) if name.rpartition(".")[2] in ("exec", "exec_"))
    return _places((line, name) for line, name in runs if "application" not in name.casefold())


def shots_that_wait_for_an_owner(source: str) -> list[str]:
    """Find single shots with an owner: where it goes before they are fired, Qt's binding keeps both for ever."""
    shots = (
        (node.lineno, ast.unparse(node.func))
        for node in _nodes(source)
        if isinstance(node, ast.Call) and len(node.args) + len(node.keywords) > 2
    )
    return _places((line, name) for line, name in shots if name.rpartition(".")[2] == "singleShot")


def unwanted_imports(source: str) -> list[str]:
    """Find Qt's own memory of folders and settings, and every door to a network."""
    inside = tuple(f"{name}." for name in NETWORK)
    allowed = tuple(f"{name}." for name in NO_NETWORK_IN)
    return _places(
        (line, name)
        for line, name in _imports(source)
        if name.rpartition(".")[2] in UNWANTED_FROM_QT
        or ((name + ".").startswith(inside) and not (name + ".").startswith(allowed))
    )


def keys_written_out(source: str, keys: set[str]) -> list[str]:
    """Find vocabulary keys as literals: code that names one behaviour no longer reads the catalogue."""
    return _places(
        (node.lineno, node.value)
        for node in _nodes(source)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in keys
    )
