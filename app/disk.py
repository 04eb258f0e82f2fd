"""What can be said of the disk under a folder: encrypted or not, taken out or not, here or elsewhere; nothing is asked.

Each answer is yes, no, or None: that could not be told.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Disk:
    """`encrypted`, `removable` (a stick, a card, a disk on a cable), `network` (a share), `fleeting` (in memory)."""

    encrypted: bool | None = None
    removable: bool | None = None
    network: bool | None = None
    fleeting: bool = False


NETWORK_KINDS = frozenset(
    {
        "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs",
        "nfs", "nfs4", "ocfs2", "orangefs", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs", "webdav",
        "fuse.davfs", "fuse.gcsfuse", "fuse.glusterfs", "fuse.google-drive-ocamlfuse", "fuse.gvfsd-fuse",
        "fuse.juicefs", "fuse.kio-fuse", "fuse.mergerfs", "fuse.onedriver", "fuse.pcloud", "fuse.rclone", "fuse.s3fs",
        "fuse.sshfs", "fuse.vmhgfs-fuse",
    }
)  # fmt: skip
"""Kinds of file system that lie on another computer, by the names that systems give them."""
