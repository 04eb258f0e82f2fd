"""What can go wrong with a vault: each kind says what is wrong, what is safe and what to do.

No message knows a path, a value of the case, or a word of the database's own.
"""

from __future__ import annotations

from typing import ClassVar


class VaultError(Exception):
    """The disk, the key or the version says no; the message is for the user as it stands."""

    sentence: ClassVar[str] = (
        "The vault could not do this. What was saved before is safe; close the vault and unlock it again."
    )

    def __init__(self) -> None:
        super().__init__(self.sentence)


class WrongKeyOrDamaged(VaultError):
    """The key does not open the vault, or its files are not as they were written: nobody can tell which."""

    sentence = (
        "The vault could not be opened: the passphrase is wrong, or the vault is damaged."
        " Nothing in it was changed; try again, or put back a backup."
    )


class DamagedVault(WrongKeyOrDamaged):
    """The key is right, so that it can only be the file: it is not as this vault wrote it."""

    sentence = (
        "The passphrase is right, but the file vault.db is damaged or belongs to another vault."
        " Nothing was changed; put back a backup."
    )


class EmptyFile(DamagedVault):
    """Nothing, or nothing but zeros, lies where the database was."""

    sentence = (
        "The vault's file vault.db is empty: nothing of the vault is left in it. It was not touched; put back a backup."
    )


class ForeignFile(DamagedVault):
    """A file of another kind lies where the database was."""

    sentence = (
        "The file vault.db in this folder is of another kind, and no vault. It was not touched; put back a backup."
    )


class CutShort(DamagedVault):
    """The end of the database is missing."""

    sentence = "The vault's file vault.db was cut short: its end is missing. It was not touched; put back a backup."


class AlteredRecord(DamagedVault):
    """The acts in the journal do not follow from each other, although every page is as it was written."""

    sentence = (
        "The record of acts in this vault does not hold together: acts were altered, or taken out of it."
        " The vault was left as it was found; put back a backup."
    )


class NotAVault(VaultError):
    """The folder does not hold what a vault is made of."""

    sentence = "This folder holds no vault. Choose the folder that holds vault.db and keys.json together."


class MissingFile(NotAVault):
    """One of the two files of a vault is gone, and backups of it are there."""

    sentence = (
        "One of the vault's two files, vault.db and keys.json, is missing from this folder."
        " Nothing was changed; put back a backup."
    )


class VaultInUse(VaultError):
    """Another window, here or in another process, holds the vault."""

    sentence = "This vault is open in another window. Go on there, or close that window and try again."


class StrayFile(VaultError):
    """A file lies beside the database that this program never leaves there, and that would be mixed into it."""

    sentence = (
        "Another program left a file beside vault.db whose name ends in -wal or -shm, and to open the vault would mix"
        " it in. Nothing was changed; move that file to another folder, then try again."
    )


class StrayJournal(StrayFile):
    """The journal of a transaction lies beside the database and does not belong to it as it is."""

    sentence = (
        "The file vault.db-journal in this folder is not this vault's, and to open the vault would mix it in."
        " Nothing was changed; move that file to another folder, then try again."
    )


class ConflictCopy(VaultError):
    """A second database or keys file lies beside the vault's own: which of them is the right one nobody can tell."""

    sentence = (
        "A second copy of vault.db or keys.json lies in this folder, as a syncing service leaves one when two computers"
        " wrote at once. Nothing was changed; find out which one is right, and move the other to another folder."
    )


class NewerVault(VaultError):
    """A later version of the program wrote the vault."""

    sentence = "A newer version of Throughline wrote this vault. Nothing in it was changed; open it with that version."


class DiskFull(VaultError):
    """There is no room left, or a quota is used up."""

    sentence = "The disk is full. What was saved before is safe; make room and try again."


class TooLittleRoom(DiskFull):
    """A copy of the vault would fill the disk."""

    sentence = (
        "There is too little room on the disk for a copy of the vault, so none was made. What was saved is safe;"
        " make room, and make a backup then."
    )


class ReadOnly(VaultError):
    """The folder or a file in it may not be written to."""

    sentence = (
        "This folder cannot be written to. What was saved before is safe;"
        " allow writing there, or copy the vault to a folder of your own."
    )


class NeedsWriting(ReadOnly):
    """A vault that is to be read only has a broken-off act in it, or is of an older form."""

    sentence = (
        "Before this vault can be read, the program must put something in order in it, and cannot write here."
        " Nothing was changed; copy the vault to a folder of your own and open it there."
    )


class DiskTrouble(VaultError):
    """The disk failed to do what it was told."""

    sentence = (
        "The disk did not do what it was told. What was saved before is safe;"
        " check that the disk is still connected and try again."
    )


class TooLittleMemory(VaultError):
    """The key cannot be derived in the memory that is free."""

    sentence = "There is too little free memory to unlock the vault. Close other programs and try again."


class NoCipher(VaultError):
    """The database driver cannot encrypt, or would spill plain text into temporary files."""

    sentence = "This installation cannot encrypt, so no vault was touched. Install Throughline anew."


class VaultClosed(VaultError):
    """The vault is not open (any more)."""

    sentence = "The vault is closed. What was saved is safe; unlock it to go on."


class BackupUnsound(VaultError):
    """The copy that was made does not read back as the vault does."""

    sentence = (
        "The copy did not read back as it should and was thrown away. The vault is untouched; make the backup again."
    )


class NoGoodBackup(VaultError):
    """No backup of the vault opens whole under this key."""

    sentence = "No backup in this folder could be opened whole with this passphrase. Look for one in the second place."


class PlaceOutOfReach(VaultError):
    """The second place for backups is not there just now."""

    sentence = "The second place for backups cannot be reached just now. Connect it, or choose another."


class VaultRefusal(VaultError):
    """The vault is sound and says no before it has touched anything."""


class FolderTaken(VaultRefusal):
    """A new vault needs a folder to itself."""

    sentence = "A new vault needs a folder to itself. Nothing in this one was changed; choose an empty folder."


class PlaceInVault(VaultRefusal):
    """A second place inside the vault's own folder would be lost with it."""

    sentence = "That folder is part of the vault itself. Choose a place elsewhere: a stick, or a folder of your agency."


class OtherVault(VaultRefusal):
    """A backup of one vault was to be put in the place of another."""

    sentence = (
        "This backup is another vault's, so it was not put in the place of this one. Nothing was changed;"
        " put it back into an empty folder, where it opens as a vault of its own."
    )


class OpenForReading(VaultRefusal):
    """Something was to be changed in a vault that was opened for reading only."""

    sentence = (
        "This vault is open for reading only, so nothing in it can be changed. What was saved is safe;"
        " to work on it, copy it to a folder of your own and open it there."
    )


class AlreadyThere(VaultRefusal):
    """A case with this id is in the vault."""

    sentence = "This case is in the vault already. Nothing was changed; open it there, or forget it first."


class NoSuchCase(VaultRefusal):
    """No case with this id is in the vault."""

    sentence = "This case is not in the vault. Choose one from the list of cases."


class NoSuchEntry(VaultRefusal):
    """No entry with this id is in the case."""

    sentence = "This card is not in the case any more, so nothing was attached. Choose another card."


class AttachmentRefused(VaultRefusal):
    """What was to be attached is of a kind or of a size that is not kept."""

    sentence = (
        "This cannot be kept in the vault: it takes pictures (PNG, JPEG), PDF and plain text, up to 20 MB each and"
        " 500 MB for one case. Nothing was changed; make it smaller, or save it in one of these forms."
    )


class EmptyPassphrase(VaultRefusal):
    """A passphrase of nothing but spaces protects nothing."""

    sentence = "A vault needs a passphrase. Choose several words that nobody who knows the family would guess."


class CodeMistyped(VaultRefusal):
    """What was typed cannot be a recovery code: its length or its check character is wrong."""

    sentence = "That is not a whole recovery code: a character is missing or mistyped. Compare it with the paper."


class GroupMistyped(CodeMistyped):
    """One group of a recovery code does not fit its check letter."""

    def __init__(self, number: int) -> None:
        Exception.__init__(self, f"Group {number} of the recovery code is mistyped. Compare it with the paper.")


class Misfit(VaultError):
    """The change would leave a link without one of its ends, or a case without its head."""

    sentence = (
        "This change does not fit what is in the vault: a link would lose one of its ends."
        " What was saved before is safe; open the case again and look."
    )


NO_VAULT: dict[type[VaultError], str] = {
    VaultError: "The vault could not be made, and nothing of it was left. Choose another folder.",
    DiskFull: "The disk is full, so no vault was made. Make room there, or choose a folder on another disk.",
    ReadOnly: "Nothing can be written in this folder, so no vault was made. Choose a folder of your own.",
    DiskTrouble: "The disk did not do what it was told, so no vault was made. Choose a folder on another disk.",
}
"""What each kind of the disk's trouble means while there is no vault yet."""


class VaultNotMade(VaultError):
    """The disk refused while a vault was made; what was begun of it was taken away. `reason` is the kind of trouble."""

    def __init__(self, reason: VaultError) -> None:
        Exception.__init__(self, NO_VAULT[type(reason)])
        self.reason = reason


_LANDED = "The disk reported trouble, but the change is in the vault. Check the disk, and make a backup now."
_UNKNOWN = (
    "The vault cannot be read just now, so it is not known whether the last change was saved."
    " Check that the disk is connected, then unlock the vault again and look."
)


class WriteFailed(VaultError):
    """An act could not be kept as it should; the vault has been closed, opened again and read before this was raised.

    `reason` is the kind of trouble. `in_file` tells whether the act is in the vault all the same: True (it counts as
    done, under the number `seq`), False (nothing moved), or None (the vault could not be opened again and is closed
    now; after a `reopen` that works, what `load` and `history` give is the truth).
    """

    def __init__(self, reason: VaultError, in_file: bool | None, seq: int | None = None) -> None:
        Exception.__init__(self, {True: _LANDED, False: str(reason), None: _UNKNOWN}[in_file])
        self.reason, self.in_file, self.seq = reason, in_file, seq
