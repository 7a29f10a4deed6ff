// The npm package socket.io-client against the backend, with each of its transports.
// Environment: URL, CLIENT_KEY.
'use strict';
const assert = require('node:assert/strict');
const { io } = require('socket.io-client');
const { check, finish } = require('./sdk-checks.cjs');

const key = process.env.CLIENT_KEY;

/** A client of its own connection; rejects when it is refused. */
function connect(options = {}, auth = {}) {
  const socket = io(process.env.URL, { forceNew: true, reconnection: false, auth: { clientKey: key, echoMessages: false, ...auth }, ...options });
  return new Promise((resolve, reject) => {
    socket.on('connect', () => resolve(socket));
    socket.on('connect_error', reject);
  });
}

const once = (socket, name) => new Promise(resolve => socket.once(name, (...values) => resolve(values)));
const ask = (socket, name, body) => new Promise(resolve => socket.emit(name, body, resolve));
const transportOf = socket => socket.io.engine.transport.name;

/** Messages, acknowledgements and binary between two clients with these options. */
async function talk(options) {
  const [sender, receiver] = [await connect(options), await connect(options)];
  try {
    assert.deepEqual(await ask(receiver, 'join', { channel: 'room' }), { ok: true });
    assert.deepEqual(await ask(sender, 'members', { channel: 'room' }), [{ id: receiver.id, data: null }]);

    const text = once(receiver, 'chat');
    sender.emit('message', { channel: 'room', eventName: 'chat', message: { text: 'grüße 🎈' } });
    assert.deepEqual(await text, [{ channel: 'room', message: { text: 'grüße 🎈' } }]);

    const binary = once(receiver, 'file');
    sender.emit('message', { channel: 'room', eventName: 'file', message: { a: Buffer.from([1, 2, 3]), b: [Buffer.alloc(0)] } });
    const [{ message }] = await binary;
    assert.deepEqual([...message.a], [1, 2, 3]);
    assert.equal(message.b[0].length, 0);

    const large = once(receiver, 'large');
    sender.emit('message', { channel: 'room', eventName: 'large', message: 'x'.repeat(900_000) });
    assert.equal((await large)[0].message.length, 900_000);

    const refusal = once(sender, 'altogic:error');
    sender.emit('message', { channel: 'room', eventName: 'channel:join', message: 1 });
    assert.equal((await refusal)[0].code, 'reserved_event_name');

    const left = once(sender, 'channel:leave');
    await ask(sender, 'join', { channel: 'room' });
    const id = receiver.id;
    receiver.close();
    assert.deepEqual(await left, [{ channel: 'room', message: { id, data: null } }]);
  } finally {
    sender.close();
    receiver.close();
  }
}

check('polling only', async () => {
  await talk({ transports: ['polling'] });
  const socket = await connect({ transports: ['polling'] });
  assert.equal(transportOf(socket), 'polling');
  socket.close();
});
check('websocket only', async () => {
  await talk({ transports: ['websocket'] });
  const socket = await connect({ transports: ['websocket'] });
  assert.equal(transportOf(socket), 'websocket');
  socket.close();
});
check('polling with upgrade', async () => {
  const socket = await connect();
  if (transportOf(socket) !== 'websocket') await new Promise(resolve => socket.io.engine.on('upgrade', resolve));
  assert.equal(transportOf(socket), 'websocket');
  assert.deepEqual(await ask(socket, 'members', { channel: 'nobody' }), []);
  socket.close();
  await talk({});
});
/** One stream between two clients that begin on polling; tells whether one of them was upgraded while it went on. */
async function streamThroughAnUpgrade(channel) {
  const [sender, receiver] = await Promise.all([connect(), connect()]);
  try {
    const upgraded = socket => new Promise(resolve =>
      transportOf(socket) === 'websocket' ? resolve(false) : socket.io.engine.once('upgrade', () => resolve(true)));
    const upgrades = Promise.all([upgraded(sender), upgraded(receiver)]);
    const got = [];
    receiver.on('n', e => got.push(e.message));
    const end = once(receiver, 'end');
    await ask(receiver, 'join', { channel });
    const metOne = [sender, receiver].some(socket => transportOf(socket) === 'polling');
    let next = 0;
    const send = () => sender.emit('message', { channel, eventName: 'n', message: next++ });
    let isUpgraded = false;
    upgrades.then(() => isUpgraded = true);
    while (!isUpgraded) {
      for (let i = 0; i < 20; i++) send();
      await new Promise(resolve => setImmediate(resolve));
    }
    for (let i = 0; i < 100; i++) send();
    sender.emit('message', { channel, eventName: 'end', message: null });
    await end;
    assert.deepEqual(got, [...Array(next).keys()]);
    assert.deepEqual([transportOf(sender), transportOf(receiver)], ['websocket', 'websocket']);
    assert.ok(!metOne || (await upgrades).includes(true));
    return metOne;
  } finally {
    sender.close();
    receiver.close();
  }
}

check('messages during the upgrade arrive once and in order', async () => {
  // whether a stream begins before the upgrade is over is a matter of chance: it has to happen sooner or later
  for (let i = 0; i < 50; i++) if (await streamThroughAnUpgrade('stream' + i)) return;
  assert.fail('No stream has met an upgrade.');
});
check('a refused connection says why', async () => {
  await assert.rejects(connect({}, { clientKey: 'not-a-key' }), e => {
    assert.equal(e.data.code, 'invalid_client_key');
    assert.equal(e.data.origin, 'client_error');
    assert.equal(typeof e.message, 'string');
    return true;
  });
});
check('another namespace is refused', async () => {
  const socket = io(process.env.URL + '/admin', { forceNew: true, reconnection: false });
  const [error] = await once(socket, 'connect_error');
  assert.equal(error.message, 'Invalid namespace');
  socket.close();
});
check('a reconnection gets another id', async () => {
  const socket = await connect({ reconnection: true, reconnectionDelay: 10 });
  const before = socket.id;
  const again = once(socket, 'connect');
  socket.io.engine.close();
  await again;
  assert.notEqual(socket.id, before);
  socket.close();
});
check('nothing of the recovery extension is visible', async () => {
  const socket = await connect({ transports: ['websocket'] });
  const packets = [];
  socket.io.engine.on('packet', p => packets.push(String(p.data)));
  await ask(socket, 'join', { channel: 'plain' });
  const event = once(socket, 'e');
  socket.emit('message', { channel: 'plain', eventName: 'e', message: 1, echo: true });
  assert.equal((await event).length, 1);
  assert.ok(packets.every(p => !p.includes('recovery')), packets.join('\n'));
  socket.close();
});

finish();
