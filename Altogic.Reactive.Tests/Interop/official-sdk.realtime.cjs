// Every method of the RealtimeManager, and auth.onUserEvent, called through the official JavaScript SDK, unchanged.
// The SDK derives the realtime host from the address of the backend by counting labels, so the backend is reached as
// api.app.localhost; a resolver that does not know *.localhost is told here. Environment: PORT, CLIENT_KEY.
'use strict';
const dns = require('node:dns');
const lookup = dns.lookup;
dns.lookup = (host, options, done) => lookup(host.endsWith('.localhost') ? '127.0.0.1' : host, options, done);

const assert = require('node:assert/strict');
const { connect, ok, check, finish } = require('./sdk-checks.cjs');

const url = `http://api.app.localhost:${process.env.PORT}/e:62d8f3a1b2c3d4e5f6071829`;
const clients = [];

/** A client whose realtime connection is up. */
async function online(realtime = {}) {
  const client = connect(url, { realtime: { reconnectionDelay: 10, ...realtime } });
  await up(client.realtime);
  clients.push(client);
  return client;
}

const up = realtime => new Promise((resolve, reject) => {
  if (realtime.isConnected()) return resolve();
  realtime.onConnect(resolve);
  realtime.onError(reject);
});
const once = (realtime, name) => new Promise(resolve => realtime.once(name, resolve));

/** Everything this client sent before has been dealt with. */
async function settled(client) {
  const done = once(client.realtime, 'settled');
  const channel = 'settled ' + client.realtime.getSocketId();
  client.realtime.join(channel, false);
  client.realtime.send(channel, 'settled', 1, true);
  await done;
  client.realtime.leave(channel, false);
}

/** One connection to the channel, with the events it got. */
async function member(channel, realtime) {
  const client = await online(realtime);
  client.got = [];
  client.realtime.onAny((name, payload) => { if (name !== 'settled') client.got.push([name, payload]); });
  client.realtime.join(channel, false);
  await settled(client);
  return client;
}

check('realtime.onConnect', async () => {
  const client = connect(url);
  await new Promise(resolve => client.realtime.onConnect(resolve));
  assert.equal(client.realtime.isConnected(), true);
  client.realtime.close();
});
check('realtime.onReconnectAttempt', async () => {
  const client = await online();
  const attempt = new Promise(resolve => client.realtime.onReconnectAttempt(resolve));
  const back = new Promise(resolve => client.realtime.onConnect(resolve));
  client.realtime.broadcast('x'.repeat(2_000_000), 1);
  assert.equal(await attempt, 1);
  await back;
  client.realtime.close();
});
check('realtime.onDisconnect', async () => {
  const client = await online();
  const reason = new Promise(resolve => client.realtime.onDisconnect(resolve));
  client.realtime.close();
  assert.equal(await reason, 'io client disconnect');
});
check('realtime.onError', async () => {
  const { createClient } = require('altogic');
  const stranger = createClient(url, 'not-a-key', {});
  const error = await new Promise(resolve => stranger.realtime.onError(resolve));
  assert.equal(error.data.code, 'invalid_client_key');
  assert.equal(stranger.realtime.isConnected(), false);
});
check('realtime.open', async () => {
  const client = await online();
  const first = client.realtime.getSocketId();
  client.realtime.close();
  const again = new Promise(resolve => client.realtime.onConnect(resolve));
  client.realtime.open();
  await again;
  assert.notEqual(client.realtime.getSocketId(), first);
});
check('realtime.close', async () => {
  const watcher = await member('close');
  const client = await member('close');
  const id = client.realtime.getSocketId();
  const left = once(watcher.realtime, 'channel:leave');
  client.realtime.close();
  assert.deepEqual(await left, { channel: 'close', message: { id, data: null } });
  assert.equal(client.realtime.isConnected(), false);
});
check('realtime.getSocketId', async () => {
  const [a, b] = [await online(), await online()];
  assert.equal(typeof a.realtime.getSocketId(), 'string');
  assert.notEqual(a.realtime.getSocketId(), b.realtime.getSocketId());
});
check('realtime.isConnected', async () => {
  const client = connect(url);
  assert.equal(client.realtime.isConnected(), false);
  await up(client.realtime);
  assert.equal(client.realtime.isConnected(), true);
  client.realtime.close();
});
check('realtime.on', async () => {
  const client = await member('on');
  const got = [];
  client.realtime.on('tick', payload => got.push(payload));
  client.realtime.send('on', 'tick', 1);
  client.realtime.send('on', 'tick', { deep: [null, 'é'] });
  await settled(client);
  assert.deepEqual(got, [{ channel: 'on', message: 1 }, { channel: 'on', message: { deep: [null, 'é'] } }]);
});
check('realtime.onAny', async () => {
  const client = await member('any');
  client.realtime.send('any', 'one', 1);
  await settled(client);
  assert.deepEqual(client.got, [['one', { channel: 'any', message: 1 }]]);
});
check('realtime.once', async () => {
  const client = await member('once');
  let calls = 0;
  client.realtime.once('tick', () => calls++);
  client.realtime.send('once', 'tick', 1);
  client.realtime.send('once', 'tick', 2);
  await settled(client);
  assert.equal(calls, 1);
});
check('realtime.off', async () => {
  const client = await member('off');
  let calls = 0;
  const listener = () => calls++;
  client.realtime.on('tick', listener);
  client.realtime.off('tick', listener);
  client.realtime.send('off', 'tick', 1);
  await settled(client);
  assert.equal(calls, 0);
});
check('realtime.offAny', async () => {
  const client = await member('offAny');
  let calls = 0;
  client.realtime.on('tick', () => calls++);
  client.realtime.offAny();
  client.realtime.send('offAny', 'tick', 1);
  await settled(client);
  // This version of the SDK passes the missing listener on as the name of an event: it takes nobody off.
  assert.deepEqual([calls, client.got], [1, [['tick', { channel: 'offAny', message: 1 }]]]);
});
check('realtime.getListeners', async () => {
  const client = await online();
  const listener = () => {};
  client.realtime.on('tick', listener);
  assert.deepEqual(client.realtime.getListeners('tick'), [listener]);
});
check('realtime.broadcast', async () => {
  // Only without buffering does the SDK send the echo argument; such a client sends one message a turn.
  const [a, b] = [await member('here'), await online({ bufferMessages: false })];
  const names = [];
  b.realtime.onAny(name => names.push(name));
  const [news, after] = [once(a.realtime, 'news'), once(b.realtime, 'after')];
  b.realtime.broadcast('news', 'in 5 minutes', false);
  assert.deepEqual(await news, { channel: null, message: 'in 5 minutes' });
  a.realtime.broadcast('after', 1);
  await after;
  assert.deepEqual(names, ['after'], 'no echo');
  assert.throws(() => b.realtime.broadcast(' ', 1));
});
check('realtime.send', async () => {
  const [sender, receiver, stranger] = [await member('send'), await member('send'), await member('elsewhere')];
  sender.got.length = 0;
  const bytes = once(receiver.realtime, 'bytes');
  sender.realtime.send('send', 'bytes', { data: Buffer.from([7, 8]) });
  assert.deepEqual([...(await bytes).message.data], [7, 8]);
  await settled(sender);
  assert.equal(sender.got.filter(([name]) => name === 'bytes').length, 1, 'the default is an echo');
  await settled(stranger);
  assert.deepEqual(stranger.got, []);
});
check('realtime.join', async () => {
  const watcher = await member('join');
  const joined = once(watcher.realtime, 'channel:join');
  const client = await online();
  client.realtime.updateProfile({ name: 'Ada' }, false);
  const echo = once(client.realtime, 'channel:join');
  client.realtime.join('join', true);
  client.realtime.join('join', true);
  const event = { channel: 'join', message: { id: client.realtime.getSocketId(), data: { name: 'Ada' } } };
  assert.deepEqual(await joined, event);
  assert.deepEqual(await echo, event);
  await settled(client);
  await settled(watcher);
  assert.equal(watcher.got.filter(([name]) => name === 'channel:join').length, 1, 'joining twice is joining once');
});
check('realtime.join again after a loss', async () => {
  const client = await member('again');
  client.realtime.updateProfile({ n: 1 }, false);
  await settled(client);
  const watcher = await member('again');
  const joined = once(watcher.realtime, 'channel:join');
  const back = new Promise(resolve => client.realtime.onConnect(resolve));
  client.realtime.broadcast('x'.repeat(2_000_000), 1);
  await back;
  assert.deepEqual(await joined, { channel: 'again', message: { id: client.realtime.getSocketId(), data: { n: 1 } } });
});
check('realtime.leave', async () => {
  const [watcher, client] = [await member('leave'), await member('leave')];
  const left = once(watcher.realtime, 'channel:leave');
  client.realtime.leave('leave');
  assert.equal((await left).message.id, client.realtime.getSocketId());
  await settled(client);
  assert.deepEqual(client.got.map(([name]) => name), ['channel:leave'], 'with echo it hears of it itself');
  assert.equal(ok(await client.realtime.getMembers('leave')).data.length, 1);
});
check('realtime.updateProfile', async () => {
  const [watcher, client] = [await member('profile'), await member('profile')];
  const updated = once(watcher.realtime, 'channel:update');
  client.realtime.updateProfile({ mood: '🎈' }, false);
  assert.deepEqual(await updated, { channel: 'profile', message: { id: client.realtime.getSocketId(), data: { mood: '🎈' } } });
});
check('realtime.onJoin', async () => {
  const watcher = await member('onJoin');
  const joined = new Promise(resolve => watcher.realtime.onJoin(resolve));
  const client = await member('onJoin');
  assert.equal((await joined).message.id, client.realtime.getSocketId());
});
check('realtime.onLeave', async () => {
  const [watcher, client] = [await member('onLeave'), await member('onLeave')];
  const left = new Promise(resolve => watcher.realtime.onLeave(resolve));
  client.realtime.leave('onLeave', false);
  assert.equal((await left).message.id, client.realtime.getSocketId());
});
check('realtime.onUpdate', async () => {
  const [watcher, client] = [await member('onUpdate'), await member('onUpdate')];
  const updated = new Promise(resolve => watcher.realtime.onUpdate(resolve));
  client.realtime.updateProfile(42, false);
  assert.equal((await updated).message.data, 42);
});
check('realtime.getMembers', async () => {
  const client = await member('members');
  client.realtime.updateProfile({ n: 2 }, false);
  await settled(client);
  assert.deepEqual(ok(await client.realtime.getMembers('members')).data, [{ id: client.realtime.getSocketId(), data: { n: 2 } }]);
  assert.deepEqual(ok(await client.realtime.getMembers('nobody')).data, []);
  await assert.rejects(client.realtime.getMembers(' '));
});
check('realtime.onUserEvent', async () => {
  const client = connect(url);
  const { user, session } = ok(await client.auth.signUpWithEmail('ada@example.com', 'secret-1'));
  const got = [];
  const all = new Promise(resolve => client.realtime.onUserEvent((name, cause) => {
    if (got.push([name, cause && cause.token]) === 11) resolve();
  }));
  await up(client.realtime);
  const other = connect(url);
  const second = ok(await other.auth.signInWithEmail('ada@example.com', 'secret-1')).session;
  ok(await client.db.model('users').object(user._id).updateFields({ field: 'name', updateType: 'set', value: 'Ada' }));
  ok(await client.auth.changePassword('secret-2', 'secret-1'));
  ok(await client.auth.changeEmail('secret-2', 'ada.l@example.com'));
  ok(await client.auth.changePhone('secret-2', '+905551112233'));
  ok(await other.auth.signOut());
  ok(await client.db.model('users').object(user._id).delete());
  await Promise.race([all, new Promise(resolve => setTimeout(resolve, 10_000).unref())]);
  assert.deepEqual(got, [
    ['user:signin', second.token],
    ['user:update', session.token],
    ['user:pwdchange', session.token], ['user:update', session.token],
    ['user:emailchange', session.token], ['user:update', session.token],
    ['user:phonechange', session.token], ['user:update', session.token],
    ['user:signout', second.token],
    ['user:delete', session.token],
    ['user:signout', session.token],
  ]);
  client.realtime.close();
});
check('auth.onUserEvent', async () => {
  const client = connect(url);
  ok(await client.auth.signUpWithEmail('bob@example.com', 'secret-1'));
  const signedIn = new Promise(resolve => client.auth.onUserEvent((...values) => resolve(values)));
  await up(client.realtime);
  const { session } = ok(await connect(url).auth.signInWithEmail('bob@example.com', 'secret-1'));
  assert.deepEqual(await signedIn, ['user:signin', session]);
  client.realtime.close();
});
check('realtime.same origin', async () => {
  // What the SDK does in a page served from the backend's own origin: Socket.IO on the REST port, under any host.
  const { io } = require('socket.io-client');
  const socket = io(`http://127.0.0.1:${process.env.PORT}`, { auth: { clientKey: process.env.CLIENT_KEY }, transports: ['websocket', 'polling'], forceNew: true });
  await new Promise((resolve, reject) => { socket.on('connect', resolve); socket.on('connect_error', reject); });
  socket.close();
});

finish();
