/*
 * relay PORT: prints its own port, and sends each /node/x/y f that comes there on to PORT, by
 * liblo. Its socket holds as much as the daemon's does.
 */
#include <lo/lo.h>
#include <stdio.h>
#include <sys/socket.h>

static int on(const char *path, const char *types, lo_arg **argv, int argc, lo_message m, void *to)
{
    (void)types, (void)argc, (void)m;
    lo_send((lo_address)to, path, "f", argv[0]->f);
    return 0;
}

int main(int argc, char **argv)
{
    lo_address to = lo_address_new("127.0.0.1", argc > 1 ? argv[1] : "0");
    lo_server in = lo_server_new(NULL, NULL);
    int room = 4 << 20;
    setsockopt(lo_server_get_socket_fd(in), SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    lo_server_add_method(in, NULL, "f", on, to);
    printf("ports %d\n", lo_server_get_port(in));
    fflush(stdout);
    for (;;) lo_server_recv(in);
}
