"""The child process: confined first, then it does what it is asked until its parent goes away.

Run as `python -m bundles.pdf.child`, with the number of an open socket. It trusts its parent's words and no file's.
"""

import pickle
import socket
import sys

from bundles.pdf import confine, frames
from bundles.pdf.limits import Limits


def main(descriptor: int) -> None:
    line = socket.socket(fileno=descriptor)
    _, blobs = frames.receive(line)
    limits: Limits = pickle.loads(blobs[0])  # noqa: S301 - from the parent, over a private socket
    confine.confine(limits)
    serve(line, limits)


def serve(line: socket.socket, limits: Limits) -> None:
    """Says that it is ready, then answers. The engines are loaded after the limits are set."""
    from bundles.pdf import tasks

    tasks.hush()
    shelf = tasks.Shelf(limits)
    frames.send(line, {"kind": "ready"})
    while True:
        head, blobs = frames.receive(line)
        arguments = pickle.loads(blobs[0])  # noqa: S301 - from the parent, over a private socket
        for said in tasks.carried_out(shelf, head["task"], arguments):
            if isinstance(said, tasks.Step):
                confine.allow(said.seconds)
                size = {"number": said.number, "width": said.width, "height": said.height}
                frames.send(line, {"kind": "step", "seconds": said.seconds, **size})
            else:
                confine.rest()
                frames.send(line, said.head, said.blobs)


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]))
    except frames.Gone:
        sys.exit(0)
