/*
 * burst PORT...: reads lines "SOCKET HEX" of standard input, datagrams for the port of that
 * number, up to a line "end"; then on each further line sends them all, port by port, by sendmmsg,
 * and answers "sent".
 */
#include "bench.h"

enum { PORTS = 64, MOST = 512 };

static struct mmsghdr m[PORTS][MOST];
static struct iovec at_[PORTS][MOST];
static int held[PORTS];

static void keep(int port, const char *hex)
{
    int n = held[port]++;
    unsigned char *bytes = malloc(1500);
    at_[port][n] = (struct iovec){ bytes, from_hex(hex, bytes, 1500) };
    m[port][n].msg_hdr = (struct msghdr){ .msg_iov = &at_[port][n], .msg_iovlen = 1 };
}

int main(int argc, char **argv)
{
    static char line[8192], hex[4096];
    int s[PORTS], port, ports = argc - 1;
    for (int i = 0; i < ports; i++) s[i] = sending(argument(argc, argv, i + 1));
    while (fgets(line, sizeof line, stdin) && strncmp(line, "end", 3))
        if (sscanf(line, "%d %4095s", &port, hex) == 2 && port >= 1 && port <= ports
            && held[port - 1] < MOST)
            keep(port - 1, hex);
    while (fgets(line, sizeof line, stdin)) {
        for (int i = 0; i < ports; i++)
            for (int sent = 0; sent < held[i];) {
                int more = sendmmsg(s[i], m[i] + sent, held[i] - sent, 0);
                if (more <= 0) break;
                sent += more;
            }
        printf("sent\n");
        fflush(stdout);
    }
    return 0;
}
