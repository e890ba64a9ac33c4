"""beat.py PORT PERIOD_NS COUNT HEX: a datagram every PERIOD_NS by time.sleep up to its moment."""

import socket
import sys
import time

port, period, count = (int(word) for word in sys.argv[1:4])
data = bytes.fromhex(sys.argv[4])
to = ("127.0.0.1", port)
out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
first = time.monotonic_ns() + 200_000_000
for k in range(count):
    left = first + k * period - time.monotonic_ns()
    if left > 0:
        time.sleep(left / 1e9)
    out.sendto(data, to)
