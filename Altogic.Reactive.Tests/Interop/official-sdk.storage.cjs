// Every method of storage, called through the official JavaScript SDK, unchanged.
// Environment: STORAGE_URL, CLIENT_KEY.
'use strict';
const assert = require('node:assert/strict');
const { connect, ok, refused, check, finish } = require('./sdk-checks.cjs');

const { storage } = connect(process.env.STORAGE_URL);
const photos = storage.bucket('photos');
const id = /^[0-9a-f]{24}$/;
const text = async (bucket, name) => {
  const data = ok(await bucket.file(name).download()).data;
  return typeof data.text === 'function' ? data.text() : Buffer.from(data).toString();
};

check('StorageManager.createBucket', async () => {
  const bucket = ok(await storage.createBucket('photos', true, ['a', 'é +&'])).data;
  assert.match(bucket._id, id);
  assert.deepEqual(bucket.tags, ['a', 'é +&']);
  refused(await storage.createBucket('photos'), 400, 'bucket_already_exists');
  refused(await storage.createBucket('root'), 400, 'invalid_operation');
  ok(await storage.createBucket('archive', false));
});
check('StorageManager.bucket', async () => assert.equal(ok(await storage.bucket('photos').getInfo()).data.name, 'photos'));
check('StorageManager.root', async () => assert.equal(ok(await storage.root.getInfo()).data.name, 'root'));
check('StorageManager.listBuckets', async () => {
  assert.deepEqual(ok(await storage.listBuckets()).data.map(b => b.name), ['root', 'photos', 'archive']);
  assert.deepEqual(ok(await storage.listBuckets('isPublic == false')).data.map(b => b.name), ['archive']);
  const page = ok(await storage.listBuckets({ limit: 2, returnCountInfo: true, sort: { field: 'name', direction: 'asc' } })).data;
  assert.equal(page.info.count, 3);
  assert.deepEqual(page.data.map(b => b.name), ['archive', 'photos']);
});
check('BucketManager.exists', async () => {
  assert.equal(ok(await photos.exists()).data, true);
  assert.equal(ok(await storage.bucket('nowhere').exists()).data, false);
});
check('BucketManager.upload', async () => {
  const file = ok(await photos.upload('a.txt', 'hello', { contentType: 'text/plain', tags: ['t1', 'é'], isPublic: true })).data;
  assert.match(file._id, id);
  assert.equal(file.size, 5);
  assert.equal(file.mimeType, 'text/plain');
  assert.deepEqual(file.tags, ['t1', 'é']);
  assert.equal(await text(photos, 'a.txt'), 'hello');
  assert.equal(await (await fetch(file.publicPath)).text(), 'hello');
  assert.equal(ok(await photos.upload('b.bin', Buffer.from([104, 105]), { contentType: 'image/x-b' })).data.size, 2);
  assert.equal(await text(photos, 'b.bin'), 'hi');
  assert.equal(ok(await photos.upload('c.bin', new Uint8Array([104, 105, 33]))).data.size, 3);
  assert.equal(ok(await photos.upload('d.json', { a: 1 }, { contentType: 'application/json' })).data.size, 7);
  assert.equal(ok(await photos.upload('a.txt', 'again')).data.fileName, 'a (1).txt');
  refused(await storage.bucket('nowhere').upload('a.txt', 'x'), 400, 'bucket_not_found');
  ok(await storage.bucket('made').upload('a.txt', 'x', { createBucket: true }));
});
check('BucketManager.upload.form', async () => {
  // the SDK's own form upload does not work in Node (rest Q6); this is what it sends from a browser
  const form = new FormData();
  form.append('file', new Blob(['hello blob'], { type: 'image/png' }), 'blob');
  const options = encodeURIComponent(JSON.stringify({ contentType: 'text/plain;charset=UTF-8', createBucket: false }));
  const reply = await fetch(`${process.env.STORAGE_URL}/_api/rest/v1/storage/bucket/upload-formdata?bucket=photos&fileName=cat.png&options=${options}`, {
    method: 'POST', body: form, headers: { 'X-Client-Key': process.env.CLIENT_KEY },
  });
  assert.equal(reply.status, 200);
  assert.equal((await reply.json()).mimeType, 'image/png');
});
check('BucketManager.getInfo', async () => {
  const bucket = ok(await photos.getInfo(true)).data;
  assert.ok(bucket.stats.objectsCount > 0);
  refused(await storage.bucket('a+b&c=d %41?#é 漢 😀"\'\\/').getInfo(), 400, 'bucket_not_found');
});
check('BucketManager.listFiles', async () => {
  assert.deepEqual(ok(await photos.listFiles("IN(tags, 't1')")).data.map(f => f.fileName), ['a.txt']);
  assert.equal(ok(await photos.listFiles(null, { limit: 2 })).data.length, 2);
  assert.equal(ok(await photos.listFiles({ limit: 1, returnCountInfo: true })).data.info.pageSize, 1);
  refused(await photos.listFiles('size >'), 400, 'invalid_expression');
});
check('BucketManager.file', async () => assert.equal(ok(await photos.file('a.txt').getInfo()).data.size, 5));
check('BucketManager.makePublic', async () => assert.equal(ok(await storage.bucket('archive').makePublic(true)).data.isPublic, true));
check('BucketManager.makePrivate', async () => assert.equal(ok(await storage.bucket('archive').makePrivate()).data.isPublic, false));
check('BucketManager.addTags', async () => assert.deepEqual(ok(await photos.addTags('red')).data.tags, ['a', 'é +&', 'red']));
check('BucketManager.removeTags', async () => assert.deepEqual(ok(await photos.removeTags(['red', 'a'])).data.tags, ['é +&']));
check('BucketManager.updateInfo', async () => {
  const made = storage.bucket('made');
  assert.deepEqual(ok(await made.updateInfo('made2', false, 'x', true)).data.tags, ['x']);
  assert.equal(ok(await storage.bucket('made2').updateInfo('made3')).data.name, 'made3');
});
check('BucketManager.rename', async () => {
  assert.equal(ok(await storage.bucket('made3').rename('made')).data.name, 'made');
  refused(await storage.root.rename('other'), 400, 'invalid_operation');
});
check('FileManager.exists', async () => {
  assert.equal(ok(await photos.file('a.txt').exists()).data, true);
  assert.equal(ok(await photos.file('none').exists()).data, false);
});
check('FileManager.getInfo', async () => refused(await photos.file('none').getInfo(), 400, 'file_not_found'));
check('FileManager.makePrivate', async () => {
  const file = ok(await photos.file('a.txt').makePrivate()).data;
  assert.equal(file.isPublic, false);
  assert.equal((await fetch(file.publicPath)).status, 403);
});
check('FileManager.makePublic', async () => assert.equal(ok(await photos.file('a.txt').makePublic()).data.isPublic, true));
check('FileManager.download', async () => {
  assert.equal(await text(photos, 'a.txt'), 'hello');
  refused(await photos.file('none').download(), 400, 'file_not_found');
});
check('FileManager.rename', async () => assert.equal(ok(await photos.file('a.txt').rename('z.txt')).data.fileName, 'z.txt'));
check('FileManager.duplicate', async () => {
  assert.equal(ok(await photos.file('z.txt').duplicate()).data.fileName, 'z (1).txt');
  assert.equal(ok(await photos.file('z.txt').duplicate('y.txt')).data.fileName, 'y.txt');
});
check('FileManager.replace', async () => {
  const before = ok(await photos.file('y.txt').getInfo()).data;
  const after = ok(await photos.file('y.txt').replace('new text', { contentType: 'text/css' })).data;
  assert.equal(after._id, before._id);
  assert.equal(after.mimeType, 'text/css');
  assert.equal(await text(photos, 'y.txt'), 'new text');
});
check('FileManager.moveTo', async () => {
  const file = ok(await photos.file('y.txt').moveTo('archive')).data;
  assert.equal(file.bucketId, ok(await storage.bucket('archive').getInfo()).data._id);
});
check('FileManager.copyTo', async () => assert.equal(ok(await photos.file('z.txt').copyTo('archive')).data.fileName, 'z.txt'));
check('FileManager.addTags', async () => assert.deepEqual(ok(await photos.file('z.txt').addTags(['k'])).data.tags, ['t1', 'é', 'k']));
check('FileManager.removeTags', async () => assert.deepEqual(ok(await photos.file('z.txt').removeTags('t1')).data.tags, ['é', 'k']));
check('FileManager.updateInfo', async () => {
  assert.equal(ok(await photos.file('z.txt').updateInfo('x.txt', false, ['a', 'b'])).data.fileName, 'x.txt');
  assert.deepEqual(ok(await photos.file('x.txt').updateInfo(null, null, null)).data.tags, ['a', 'b']);
});
check('StorageManager.searchFiles', async () => {
  const found = ok(await storage.searchFiles("fileName == 'z.txt'", { returnCountInfo: true })).data;
  assert.equal(found.info.count, 1);
});
check('StorageManager.getStats', async () => assert.ok(ok(await storage.getStats()).data.totalStorageSize > 0));
check('FileManager.delete', async () => {
  ok(await photos.file('x.txt').delete());
  refused(await photos.file('x.txt').delete(), 400, 'file_not_found');
});
check('StorageManager.deleteFile', async () => {
  const file = ok(await photos.file('b.bin').getInfo()).data;
  ok(await storage.deleteFile(file.publicPath));
  refused(await storage.deleteFile(file.publicPath), 400, 'file_not_found');
});
check('BucketManager.deleteFiles', async () => {
  ok(await photos.deleteFiles(['c.bin', 'unknown']));
  assert.equal(ok(await photos.file('c.bin').exists()).data, false);
});
check('BucketManager.empty', async () => {
  ok(await photos.empty());
  assert.deepEqual(ok(await photos.listFiles()).data, []);
});
check('BucketManager.delete', async () => {
  ok(await photos.delete());
  refused(await photos.delete(), 400, 'bucket_not_found');
});
finish();
