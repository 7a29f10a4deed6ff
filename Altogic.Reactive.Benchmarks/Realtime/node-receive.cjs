// Receives COUNT events of SIZE bytes with socket.io-client and prints wall and CPU milliseconds of each round, as JSON.
'use strict';
const { io } = require('socket.io-client');
const count = +process.env.COUNT, size = +process.env.SIZE, rounds = +process.env.ROUNDS;
const socket = io(process.env.URL, { transports: ['websocket'] });
const results = [];
let seen = 0, length = 0, started, cpu;
const go = () => {
  seen = 0;
  cpu = process.cpuUsage();
  started = process.hrtime.bigint();
  socket.emit('go', { count, size });
};
socket.on('connect', go);
socket.on('chat', e => { seen++; length += e.message.text.length; });
socket.on('done', () => {
  const wall = Number(process.hrtime.bigint() - started) / 1e6, spent = process.cpuUsage(cpu);
  if (seen !== count || length === 0) throw new Error('received ' + seen);
  results.push({ wall, cpu: (spent.user + spent.system) / 1000 });
  if (results.length < rounds) return go();
  console.log(JSON.stringify(results));
  process.exit(0);
});
