/*
 * ping: prints a port, and on each line "PORT COUNT SPACING_US HEX HEX" of standard input sends
 * the two datagrams in turn to PORT, COUNT in all, and measures how long the first datagram takes
 * to arrive here, by the kernel's stamp. The spacing is a mean: it varies by half. Answers a line
 * "NANOSECONDS" for each, -1 where nothing came within 2 s, then "end".
 */
#include "bench.h"
#include <unistd.h>

static int64_t first_arrival(int s, int flags)
{
    unsigned char data[65536], control[64];
    struct iovec to = { data, sizeof data };
    struct msghdr m = { .msg_iov = &to, .msg_iovlen = 1,
                        .msg_control = control, .msg_controllen = sizeof control };
    return recvmsg(s, &m, flags) < 0 ? -1 : stamp_of(&m);
}

static void ping(int s, int port, int count, int spacing, const char *hex[2])
{
    unsigned char bytes[2][1500];
    int size[2], out = sending(port);
    int64_t *took = malloc(count * sizeof *took);
    for (int i = 0; i < 2; i++) size[i] = from_hex(hex[i], bytes[i], sizeof bytes[i]);
    for (int k = 0; k < count; k++) {
        usleep(spacing / 2 + rand() % spacing);
        while (first_arrival(s, MSG_DONTWAIT) >= 0) continue;
        int64_t sent = now(CLOCK_REALTIME), arrived;
        send(out, bytes[k % 2], size[k % 2], 0);
        arrived = first_arrival(s, 0);
        took[k] = arrived < 0 ? -1 : arrived - sent;
    }
    for (int k = 0; k < count; k++) printf("%lld\n", (long long)took[k]);
    printf("end\n");
    fflush(stdout);
    free(took);
    close(out);
}

int main(void)
{
    struct timeval patience = { 2, 0 };
    char line[8192], a[4096], b[4096];
    const char *hex[2] = { a, b };
    int port, count, spacing, s = listening(0);
    stamped(s);
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    printf("ports %d\n", port_of(s));
    fflush(stdout);
    while (fgets(line, sizeof line, stdin))
        if (sscanf(line, "%d %d %d %4095s %4095s", &port, &count, &spacing, a, b) == 5)
            ping(s, port, count, spacing, hex);
    return 0;
}
