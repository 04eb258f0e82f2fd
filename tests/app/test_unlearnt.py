"""What is typed here is not to be learnt by what helps with typing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.unlearnt import Unlearnt

PRIVATE = Qt.InputMethodHint.ImhSensitiveData


def test_every_field_is_marked_as_private_when_it_gets_the_focus(qtbot) -> None:
    kept = Unlearnt(QApplication.instance())
    window = QWidget()
    fields = [QLineEdit(window), QPlainTextEdit(window), QPushButton(window)]
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    fields[0].setInputMethodHints(Qt.InputMethodHint.ImhNoAutoUppercase)
    for field in fields:
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
    assert [bool(field.inputMethodHints() & PRIVATE) for field in fields] == [True, True, False]
    assert fields[0].inputMethodHints() & Qt.InputMethodHint.ImhNoAutoUppercase
    kept.deleteLater()
