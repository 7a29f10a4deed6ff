// Every method of cache, called through the official JavaScript SDK, unchanged.
// Environment: URL, CLIENT_KEY.
'use strict';
const assert = require('node:assert/strict');
const { connect, ok, refused, check, finish } = require('./sdk-checks.cjs');

const client = connect(process.env.URL);
const { cache } = client;

check('cache.set', async () => {
  assert.deepEqual(ok(await cache.set('user:1', { name: 'Ada', tags: ['a', 'b'], at: null })), { errors: null });
  ok(await cache.set('user:2', [1, 2, 3]));
  ok(await cache.set('n', 10));
  ok(await cache.set('text', 'ünï 😀'));
  ok(await cache.set('flag', false));
  ok(await cache.set('ttl', 'x', 600));
  ok(await cache.set('zero', 'x', 0));
  ok(await cache.set('none', null));
  refused(await cache.set('k', undefined), 400, 'missing_required_value');
  refused(await cache.set('', 1), 400, 'missing_required_value');
  refused(await cache.set('k', 'x', -1), 400, 'invalid_value');
});
check('cache.set, value too large', async () => {
  const { errors } = refused(await cache.set('large', 'x'.repeat(2 << 20)), 413, 'content_too_large');
  assert.equal(errors.items[1].code, 'cache_key_size_exceeded');
});
check('cache.get', async () => {
  assert.deepEqual(ok(await cache.get('user:1')).data, { name: 'Ada', tags: ['a', 'b'], at: null });
  assert.deepEqual(ok(await cache.get('user:2')).data, [1, 2, 3]);
  assert.deepEqual(ok(await cache.get('n')).data, { value: 10 });
  assert.deepEqual(ok(await cache.get('text')).data, { value: 'ünï 😀' });
  assert.deepEqual(ok(await cache.get('flag')).data, { value: false });
  assert.equal(ok(await cache.get('none')).data, null);
  assert.equal(ok(await cache.get('nobody')).data, null);
  refused(await cache.get(''), 400, 'missing_required_value');
});
check('cache.increment', async () => {
  assert.deepEqual(ok(await cache.increment('n')).data, { value: 11 });
  assert.deepEqual(ok(await cache.increment('n', 2.5, 600)).data, { value: 13.5 });
  assert.deepEqual(ok(await cache.increment('new')).data, { value: 1 });
  refused(await cache.increment('text'), 400, 'invalid_value');
});
check('cache.decrement', async () => {
  assert.deepEqual(ok(await cache.decrement('n', 0.5)).data, { value: 13 });
  assert.deepEqual(ok(await cache.decrement('new-too')).data, { value: -1 });
  assert.deepEqual(ok(await cache.decrement('new-too', undefined, 600)).data, { value: -2 });
  refused(await cache.decrement('user:1'), 400, 'invalid_value');
});
check('cache.increment, many at once', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => cache.increment('parallel')));
  assert.deepEqual(answers.map(a => ok(a).data.value).sort((a, b) => a - b), Array.from({ length: 100 }, (_, i) => i + 1));
});
check('cache.expire', async () => {
  assert.deepEqual(ok(await cache.expire('flag', 600)), { errors: null });
  assert.deepEqual(ok(await cache.get('flag')).data, { value: false });
  ok(await cache.expire('flag', 0));
  assert.equal(ok(await cache.get('flag')).data, null);
  ok(await cache.expire('nobody', 5));
});
check('cache.getStats', async () => {
  const { data } = ok(await cache.getStats());
  assert.ok(data.totalKeys >= 6, JSON.stringify(data));
  for (const name of ['totalStorageSize', 'dailyIngress', 'dailyEgress', 'monthlyIngress', 'monthlyEgress']) assert.ok(data[name] > 0, name);
});
check('cache.listKeys', async () => {
  const { data, next } = ok(await cache.listKeys('user:?'));
  assert.deepEqual(data, [{ key: 'user:1', value: { name: 'Ada', tags: ['a', 'b'], at: null } }, { key: 'user:2', value: [1, 2, 3] }]);
  assert.equal(next, null);
  assert.deepEqual(ok(await cache.listKeys('tex[st]')).data, [{ key: 'text', value: 'ünï 😀' }]);
  assert.deepEqual(ok(await cache.listKeys('[^a-z]*')).data, []);
  refused(await cache.listKeys('*', 'no cursor'), 400, 'invalid_value');
});
check('cache.listKeys, page after page', async () => {
  await Promise.all(Array.from({ length: 230 }, (_, i) => cache.set('page:' + i, i)));
  const keys = new Set();
  let next;
  let pages = 0;
  do {
    const page = ok(await cache.listKeys('page:*', next));
    page.data.forEach(entry => keys.add(entry.key));
    next = page.next;
    pages++;
  } while (next);
  assert.equal(keys.size, 230);
  assert.equal(pages, 3);
});
check('cache.delete', async () => {
  assert.deepEqual(ok(await cache.delete('user:1')), { errors: null });
  ok(await cache.delete(['user:2', 'nobody']));
  assert.deepEqual(ok(await cache.listKeys('user:*')).data, []);
  refused(await cache.delete([]), 400, 'emtpy_array');
});
check('db.object, options.cache', async () => {
  const rows = client.db.model('rows');
  const { data } = ok(await rows.object().create({ n: 1 }, { cache: '1day' }));
  assert.deepEqual(ok(await cache.get(data._id)).data, data);
  const changed = ok(await rows.object(data._id).update({ n: 2 }, { cache: '1min' })).data;
  assert.deepEqual(ok(await cache.get(data._id)).data, changed);
  ok(await rows.object(data._id).delete({ removeFromCache: false }));
  assert.deepEqual(ok(await cache.get(data._id)).data, changed);
  ok(await rows.object(data._id).delete());
  assert.equal(ok(await cache.get(data._id)).data, null);
});

finish();
