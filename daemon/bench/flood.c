/* flood PORT RATE PARAMETERS: so many writes a second, evenly, to /node/flood/p1 and so on. */
#include "bench.h"

int main(int argc, char **argv)
{
    int s = sending(argument(argc, argv, 1)), rate = argument(argc, argv, 2);
    int parameters = argument(argc, argv, 3);
    int64_t first = now(CLOCK_MONOTONIC), period = 1000000000LL / rate;
    for (int64_t k = 0;; k++) {
        unsigned char message[64] = { 0 };
        int path = sprintf((char *)message, "/node/flood/p%d", (int)(k % parameters) + 1);
        float value = k % 1000 / 1000.0f;
        uint32_t bits;
        memcpy(&bits, &value, 4);
        bits = htonl(bits);
        path = (path + 4) & ~3;
        memcpy(message + path, ",f\0\0", 4);
        memcpy(message + path + 4, &bits, 4);
        struct timespec due = at(first + k * period);
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
        send(s, message, path + 8, 0);
    }
}
