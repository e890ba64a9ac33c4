/* What the benchmark's C programs share: times in nanoseconds, loopback sockets, bytes as hex. */
#ifndef DOWNBEAT_BENCH_H
#define DOWNBEAT_BENCH_H

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

static inline void fail(const char *what)
{
    perror(what);
    exit(1);
}

static inline int64_t now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static inline struct timespec at(int64_t ns)
{
    struct timespec t = { ns / 1000000000LL, ns % 1000000000LL };
    return t;
}

static inline struct sockaddr_in loopback(int port)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(port) };
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return a;
}

/* A UDP socket of loopback; port 0 is any free one. */
static inline int listening(int port)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0), room = 4 << 20;
    struct sockaddr_in a = loopback(port);
    setsockopt(s, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    if (s < 0 || bind(s, (struct sockaddr *)&a, sizeof a)) fail("bind");
    return s;
}

/* A UDP socket that sends to one port of loopback. */
static inline int sending(int port)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0), room = 4 << 20;
    struct sockaddr_in a = loopback(port);
    setsockopt(s, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    if (s < 0 || connect(s, (struct sockaddr *)&a, sizeof a)) fail("connect");
    return s;
}

static inline int port_of(int s)
{
    struct sockaddr_in a;
    socklen_t size = sizeof a;
    getsockname(s, (struct sockaddr *)&a, &size);
    return ntohs(a.sin_port);
}

/* Asks the kernel to stamp what this socket receives, by the wall clock. */
static inline void stamped(int s)
{
    int on = 1;
    if (setsockopt(s, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on)) fail("SO_TIMESTAMPNS");
}

static inline int64_t stamp_of(struct msghdr *m)
{
    for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c; c = CMSG_NXTHDR(m, c))
        if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPNS) {
            struct timespec t;
            memcpy(&t, CMSG_DATA(c), sizeof t);
            return t.tv_sec * 1000000000LL + t.tv_nsec;
        }
    return 0;
}

static inline int from_hex(const char *hex, unsigned char *to, int room)
{
    int n = 0;
    for (unsigned b; n < room && sscanf(hex + 2 * n, "%2x", &b) == 1; n++) to[n] = b;
    return n;
}

static inline int argument(int argc, char **argv, int n)
{
    if (n >= argc) {
        fprintf(stderr, "%s: argument %d is missing\n", argv[0], n);
        exit(1);
    }
    return atoi(argv[n]);
}

#endif
