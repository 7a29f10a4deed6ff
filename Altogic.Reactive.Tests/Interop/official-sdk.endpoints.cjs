// Every method of endpoint, called through the official JavaScript SDK, unchanged.
// Environment: ENDPOINT_URL, API_KEY, CLIENT_KEY.
'use strict';
const assert = require('node:assert/strict');
const { connect, ok, refused, check, finish } = require('./sdk-checks.cjs');

const url = process.env.ENDPOINT_URL;
const client = connect(url);
const withKey = connect(url, { apiKey: process.env.API_KEY });

check('endpoint.get', async () => {
  const { data } = ok(await client.endpoint.get('/users/a b/orders/2', { page: 2, tags: ['x', 'y'], none: null }, { 'X-Trace': 'abc' }));
  assert.equal(data.request.method, 'GET');
  assert.deepEqual(data.request.params, { userId: 'a b', orderId: '2' });
  assert.deepEqual(data.request.query, { page: '2', tags: '["x","y"]', none: '' });
  assert.equal(data.request.headers['x-trace'], 'abc');
  assert.equal(data.request.body, null);
  assert.equal(data.session, null);
});
check('endpoint.get as text', async () => assert.equal(ok(await client.endpoint.get('/report', null, null, 'text')).data, 'plain téxt'));
check('endpoint.get as arraybuffer', async () => {
  const { data } = ok(await client.endpoint.get('/raw', null, null, 'arraybuffer'));
  assert.deepEqual([...new Uint8Array(data)], [0, 255, 13, 10]);
});
check('endpoint.get as blob', async () => {
  const { data } = ok(await client.endpoint.get('/raw', null, null, 'blob'));
  assert.equal(data.size, 4);
  assert.equal(data.type, 'application/octet-stream');
});
check('endpoint.get of nothing', async () => assert.equal(ok(await client.endpoint.get('/nothing')).data, null));
check('endpoint.post', async () => {
  const { data } = ok(await client.endpoint.post('orders', { title: 'é', lines: [1, 2] }, { draft: true }));
  assert.equal(data.request.method, 'POST');
  assert.deepEqual(data.request.body, { title: 'é', lines: [1, 2] });
  assert.deepEqual(data.request.query, { draft: 'true' });
});
check('endpoint.post without a body', async () => assert.equal(ok(await client.endpoint.post('/orders')).data.request.body, null));
check('endpoint.post as text', async () => assert.match(ok(await client.endpoint.post('/orders', [1], null, null, 'text')).data, /"body":\[1\]/));
check('endpoint.put', async () => {
  const { data } = ok(await client.endpoint.put('/orders', { a: 1 }));
  assert.equal(data.request.method, 'PUT');
  assert.deepEqual(data.request.body, { a: 1 });
});
check('endpoint.delete', async () => {
  const { data } = ok(await client.endpoint.delete('/orders', { why: 'old' }, { soft: true }));
  assert.equal(data.request.method, 'DELETE');
  assert.deepEqual(data.request.body, { why: 'old' });
  assert.deepEqual(data.request.query, { soft: 'true' });
});
check('errors of a service', async () => {
  const { errors } = refused(await client.endpoint.post('/fails'), 409, 'sold_out');
  assert.deepEqual(errors.items[0].details, { left: 0 });
});
check('failures of a service settle the promise', async () => {
  refused(await client.endpoint.get('/page'), 502, 'service_error');
  refused(await client.endpoint.get('/broken'), 500, 'service_error');
  refused(await client.endpoint.get('/unknown'), 404, 'resource_not_found');
  refused(await client.endpoint.get('/off'), 403, 'endpoint_disabled');
});
check('API key', async () => {
  refused(await client.endpoint.get('/key'), 401, 'missing_API_key');
  refused(await connect(url, { apiKey: 'wrong' }).endpoint.get('/key'), 401, 'invalid_API_key');
  ok(await withKey.endpoint.get('/key'));
  ok(await client.endpoint.get('/key', null, { Authorization: process.env.API_KEY }));
});
check('session and access groups', async () => {
  refused(await client.endpoint.get('/session'), 401, 'missing_session_token');
  ok(await client.auth.signUpWithEmail('ada@example.com', 'secret-1', 'Ada'));
  assert.equal(ok(await client.endpoint.get('/session')).data.session.userId, client.auth.getUser()._id);
  refused(await client.endpoint.get('/admins'), 401, 'access_group_violation');
});
check('a session that is over', async () => {
  const session = client.auth.getSession();
  ok(await client.auth.signOut());
  client.auth.setSession(session);
  refused(await client.endpoint.get('/session'), 401, 'invalid_session_token');
  assert.equal(client.auth.getSession(), null);
});

finish();
