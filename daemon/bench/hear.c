/*
 * hear SOCKETS: listens on so many ports of loopback, prints them, and keeps when the kernel
 * received what. On a line of standard input it tells and forgets:
 *
 *   count     "count DATAGRAMS BYTES" since the last of these, forgetting nothing else
 *   stamps    a line "SOCKET NANOSECONDS SIZE" for each datagram kept, then "end"
 *   bytes     a line "SOCKET NANOSECONDS HEX" for each of the first ones, then "end"
 *   forget    what was kept; answers "end"
 */
#include "bench.h"
#include <poll.h>
#include <unistd.h>

enum { SOCKETS = 64, KEPT = 1 << 20, WHOLE = 4096, AT_ONCE = 32, SIZE = 65536 };

static struct { int64_t at; int socket, size; } kept[KEPT];
static unsigned char *whole[WHOLE];
static long held, datagrams, bytes;

static void keep(int socket, struct mmsghdr *m)
{
    datagrams++;
    bytes += m->msg_len;
    if (held == KEPT) return;
    kept[held].at = stamp_of(&m->msg_hdr);
    kept[held].socket = socket;
    kept[held].size = m->msg_len;
    if (held < WHOLE) {
        whole[held] = realloc(whole[held], m->msg_len + 1);
        memcpy(whole[held], m->msg_hdr.msg_iov->iov_base, m->msg_len);
    }
    held++;
}

static void take(int socket, int fd)
{
    static unsigned char data[AT_ONCE][SIZE], control[AT_ONCE][64];
    static struct iovec at[AT_ONCE];
    static struct mmsghdr m[AT_ONCE];
    int n;
    do {
        for (int i = 0; i < AT_ONCE; i++) {
            at[i] = (struct iovec){ data[i], SIZE };
            m[i].msg_hdr = (struct msghdr){ .msg_iov = &at[i], .msg_iovlen = 1,
                                            .msg_control = control[i], .msg_controllen = 64 };
        }
        n = recvmmsg(fd, m, AT_ONCE, MSG_DONTWAIT, NULL);
        for (int i = 0; i < n; i++) keep(socket, &m[i]);
    } while (n == AT_ONCE);
}

static void tell(const char *what)
{
    if (!strncmp(what, "count", 5)) {
        printf("count %ld %ld\n", datagrams, bytes);
        datagrams = bytes = 0;
    } else {
        int hex = *what == 'b';
        long told = *what == 'f' ? 0 : hex && held > WHOLE ? WHOLE : held;
        for (long i = 0; i < told; i++) {
            printf("%d %lld ", kept[i].socket, (long long)kept[i].at);
            if (!hex) printf("%d", kept[i].size);
            for (int b = 0; hex && b < kept[i].size; b++) printf("%02x", whole[i][b]);
            printf("\n");
        }
        printf("end\n");
        held = 0;
    }
    fflush(stdout);
}

int main(int argc, char **argv)
{
    struct pollfd p[SOCKETS + 1] = { { .fd = 0, .events = POLLIN } };
    int sockets = argument(argc, argv, 1);
    char line[32];
    printf("ports");
    for (int i = 1; i <= sockets && i <= SOCKETS; i++) {
        p[i] = (struct pollfd){ .fd = listening(0), .events = POLLIN };
        stamped(p[i].fd);
        printf(" %d", port_of(p[i].fd));
    }
    printf("\n");
    fflush(stdout);
    while (poll(p, sockets + 1, -1) > 0) {
        for (int i = 1; i <= sockets; i++)
            if (p[i].revents) take(i, p[i].fd);
        if (p[0].revents) {
            ssize_t n = read(0, line, sizeof line - 1);
            if (n <= 0) break;
            tell(line);
        }
    }
    return 0;
}
