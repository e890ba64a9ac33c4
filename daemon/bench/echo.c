/* echo PORT: prints its own port, and sends what comes there on to PORT. */
#include "bench.h"

int main(int argc, char **argv)
{
    unsigned char bytes[65536];
    struct sockaddr_in to = loopback(argument(argc, argv, 1));
    int s = listening(0);
    printf("ports %d\n", port_of(s));
    fflush(stdout);
    for (;;) {
        ssize_t n = recv(s, bytes, sizeof bytes, 0);
        if (n >= 0) sendto(s, bytes, n, 0, (struct sockaddr *)&to, sizeof to);
    }
}
