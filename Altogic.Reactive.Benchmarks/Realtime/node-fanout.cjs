// A socket.io server that repeats every "message" to all: what the backend does with a broadcast.
'use strict';
const http = require('node:http').createServer();
const { Server } = require('socket.io');
const io = new Server(http, { serveClient: false });
io.on('connection', socket => socket.on('message', m => io.emit(m.eventName, { channel: null, message: m.message })));
http.listen(0, '127.0.0.1', () => console.log('ready http://127.0.0.1:' + http.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
