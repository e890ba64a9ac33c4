/*
 * pump: prints a port, and on each line "PORT COUNT WINDOW PARAMETERS" of standard input sends
 * COUNT writes /node/flood/p1 f 0, /node/flood/p2 f 1 and so on to PORT, with never more than
 * WINDOW of them unanswered, and checks that each comes back here whole and in its place, bare or
 * in bundles. Answers "done NANOSECONDS RECEIVED WRONG"; it gives up when nothing moves for half a
 * second.
 */
#include "bench.h"
#include <unistd.h>

enum { AT_ONCE = 32, SIZE = 2048 };

static int64_t parameters, received, wrong;

static int write_of(int64_t k, unsigned char *to)
{
    float value = k;
    uint32_t bits;
    memset(to, 0, 64);
    int path = (sprintf((char *)to, "/node/flood/p%d", (int)(k % parameters) + 1) + 4) & ~3;
    memcpy(to + path, ",f\0\0", 4);
    memcpy(&bits, &value, 4);
    bits = htonl(bits);
    memcpy(to + path + 4, &bits, 4);
    return path + 8;
}

static void check(const unsigned char *bytes, int size)
{
    unsigned char expected[64];
    if (size >= 16 && !memcmp(bytes, "#bundle", 8)) {
        for (int i = 16; i + 4 <= size;) {
            uint32_t length;
            memcpy(&length, bytes + i, 4);
            length = ntohl(length);
            if (length > (uint32_t)(size - i - 4)) break;
            check(bytes + i + 4, length);
            i += 4 + length;
        }
        return;
    }
    int length = write_of(received++, expected);
    wrong += length != size || memcmp(bytes, expected, length) != 0;
}

static int hear(int s)
{
    static unsigned char data[AT_ONCE][SIZE];
    static struct iovec at[AT_ONCE];
    static struct mmsghdr m[AT_ONCE];
    for (int i = 0; i < AT_ONCE; i++) {
        at[i] = (struct iovec){ data[i], SIZE };
        m[i].msg_hdr = (struct msghdr){ .msg_iov = &at[i], .msg_iovlen = 1 };
    }
    int n = recvmmsg(s, m, AT_ONCE, MSG_WAITFORONE, NULL);
    for (int i = 0; i < n; i++) check(data[i], m[i].msg_len);
    return n > 0;
}

static void say(int out, int64_t from, int64_t to)
{
    static unsigned char data[AT_ONCE][64];
    static struct iovec at[AT_ONCE];
    static struct mmsghdr m[AT_ONCE];
    int n = 0;
    for (int64_t k = from; k < to; k++, n++) {
        at[n] = (struct iovec){ data[n], write_of(k, data[n]) };
        m[n].msg_hdr = (struct msghdr){ .msg_iov = &at[n], .msg_iovlen = 1 };
    }
    for (int sent = 0; sent < n;) {
        int more = sendmmsg(out, m + sent, n - sent, 0);
        if (more > 0) sent += more;
    }
}

static void pump(int s, int port, int64_t count, int64_t window)
{
    int out = sending(port);
    int64_t sent = 0, began = now(CLOCK_MONOTONIC), moved = began, ended;
    received = wrong = 0;
    while (received < count) {
        int64_t free = window - (sent - received);
        int64_t more = count - sent < free ? count - sent : free;
        if (more > AT_ONCE) more = AT_ONCE;
        if (more > 0) say(out, sent, sent + more);
        sent += more > 0 ? more : 0;
        if (hear(s)) moved = now(CLOCK_MONOTONIC);
        else if (now(CLOCK_MONOTONIC) - moved > 500000000LL) break;
    }
    ended = received < count ? moved : now(CLOCK_MONOTONIC);
    printf("done %lld %lld %lld\n", (long long)(ended - began), (long long)received,
           (long long)wrong);
    fflush(stdout);
    close(out);
}

int main(void)
{
    struct timeval patience = { 0, 100000 };
    long long port, count, window, some;
    char line[256];
    int s = listening(0);
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    printf("ports %d\n", port_of(s));
    fflush(stdout);
    while (fgets(line, sizeof line, stdin))
        if (sscanf(line, "%lld %lld %lld %lld", &port, &count, &window, &some) == 4) {
            parameters = some;
            pump(s, port, count, window);
        }
    return 0;
}
