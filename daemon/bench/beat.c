/*
 * beat PORT PERIOD_NS COUNT HEX: a datagram every PERIOD_NS, by clock_nanosleep and sendto and
 * nothing else. Prints when the first one was due, by the wall clock.
 */
#include "bench.h"

int main(int argc, char **argv)
{
    unsigned char bytes[1500];
    int64_t period = argument(argc, argv, 2), count = argument(argc, argv, 3);
    struct sockaddr_in to = loopback(argument(argc, argv, 1));
    int size = from_hex(argv[4], bytes, sizeof bytes), s = socket(AF_INET, SOCK_DGRAM, 0);
    int64_t first = now(CLOCK_MONOTONIC) + 2 * period, before, wall;

    do {
        before = now(CLOCK_MONOTONIC);
        wall = now(CLOCK_REALTIME);
    } while (now(CLOCK_MONOTONIC) - before > 2000);
    printf("first %lld\n", (long long)(wall + first - before));
    fflush(stdout);

    for (int64_t k = 0; k < count; k++) {
        struct timespec due = at(first + k * period);
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
        sendto(s, bytes, size, 0, (struct sockaddr *)&to, sizeof to);
    }
    return 0;
}
