// The npm server of Socket.IO with the rules of our channels, for our client to talk to. Prints its port as one line of JSON.
// Environment: PORT (0), TRANSPORTS (polling,websocket), PING_INTERVAL, PING_TIMEOUT, REQUIRED_KEY.
// GET /control/clients counts connections; GET /control/transports names their transports; POST /control/drop cuts all of them off.
'use strict';
const http = require('node:http');
const { Server } = require('socket.io');

const env = process.env;
const server = http.createServer((request, response) => {
  if (!request.url.startsWith('/control/')) return;
  const sockets = [...io.sockets.sockets.values()];
  const answers = {
    '/control/clients': () => io.engine.clientsCount,
    '/control/transports': () => sockets.map(s => s.conn.transport.name),
    '/control/pongs': () => pongs,
    '/control/auth': () => sockets.map(s => s.handshake.auth),
    '/control/rooms': () => sockets.map(s => [...s.rooms].filter(r => r !== s.id).sort()),
    '/control/drop': () => sockets.map(s => s.conn.close()).length,
    '/control/dismiss': () => sockets.map(s => s.disconnect()).length,
  };
  const answer = answers[request.url];
  response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ? answer() : null));
});
const io = new Server(server, {
  transports: (env.TRANSPORTS ?? 'polling,websocket').split(','),
  pingInterval: Number(env.PING_INTERVAL ?? 25000),
  pingTimeout: Number(env.PING_TIMEOUT ?? 20000),
  maxHttpBufferSize: 1e8,
});

let pongs = 0;
io.engine.on('connection', session => session.on('heartbeat', () => pongs++));

io.use((socket, next) => {
  if (!env.REQUIRED_KEY || socket.handshake.auth.clientKey === env.REQUIRED_KEY) return next();
  const refusal = new Error('not authorized');
  refusal.data = { origin: 'client_error', code: 'invalid_client_key', message: 'The client key is not valid.' };
  return next(refusal);
});

io.on('connection', socket => {
  let profile = null;
  const echoes = echo => (typeof echo === 'boolean' ? echo : socket.handshake.auth.echoMessages !== false);
  const to = (channel, echo) => {
    const all = echoes(echo) ? io : socket.broadcast;
    return channel ? all.to(channel) : all;
  };
  const member = channel => ({ channel, message: { id: socket.id, data: profile } });
  socket.on('join', ({ channel, echo }) => {
    if (socket.rooms.has(channel)) return;
    socket.join(channel);
    to(channel, echo).emit('channel:join', member(channel));
  });
  socket.on('leave', ({ channel, echo }) => {
    to(channel, echo).emit('channel:leave', member(channel));
    socket.leave(channel);
  });
  socket.on('update', ({ data, echo }) => {
    profile = data;
    for (const channel of socket.rooms) if (channel !== socket.id) to(channel, echo).emit('channel:update', member(channel));
  });
  socket.on('message', ({ channel, eventName, message, echo }) => {
    to(channel, echo).emit(eventName, { channel: channel ?? null, message });
  });
});

server.listen(Number(env.PORT ?? 0), '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
