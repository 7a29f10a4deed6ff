// Every method of queues and tasks, called through the official JavaScript SDK, unchanged.
// Environment: URL, CLIENT_KEY. The app has the queues mailing and failing, and the task nightly.
'use strict';
const assert = require('node:assert/strict');
const { connect, ok, refused, check, finish } = require('./sdk-checks.cjs');

const id = /^[0-9a-f]{24}$/;
const client = connect(process.env.URL);

const methods = manager => Object.getOwnPropertyNames(Object.getPrototypeOf(manager)).filter(name => name !== 'constructor').sort();

/** Asks until the status is final. */
async function settled(ask) {
  for (;;) {
    const { info } = ok(await ask());
    assert.ok(info, 'the status is there');
    if (info.status === 'completed' || info.status === 'errors') return info;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

check('AltogicClient.queue', async () => {
  assert.equal(client.queue.constructor.name, 'QueueManager');
  assert.deepEqual(methods(client.queue), ['getMessageStatus', 'submitMessage'], 'all of them are called below');
});
check('AltogicClient.task', async () => {
  assert.equal(client.task.constructor.name, 'TaskManager');
  assert.deepEqual(methods(client.task), ['getTaskStatus', 'runOnce'], 'all of them are called below');
});
check('queue.submitMessage', async () => {
  const { info } = ok(await client.queue.submitMessage('mailing', { to: 'ada', nested: [{ when: new Date(0) }] }));
  assert.match(info.messageId, id);
  assert.match(info.queueId, id);
  assert.equal(info.queueName, 'mailing');
  assert.equal(info.status, 'pending');
  assert.equal(new Date(info.submittedAt).toISOString(), info.submittedAt);
  assert.equal(info.startedAt, undefined);
  assert.equal(info.completedAt, undefined);
  assert.equal(ok(await client.queue.submitMessage(info.queueId, {})).info.queueName, 'mailing');
});
check('queue.submitMessage with a delay', async () => {
  const { info } = ok(await client.queue.submitMessage('mailing', {}, 3600));
  assert.equal(ok(await client.queue.getMessageStatus(info.messageId)).info.status, 'pending');
  refused(await client.queue.submitMessage('mailing', {}, -1), 400, 'invalid_value');
});
check('queue.submitMessage refused', async () => {
  const result = refused(await client.queue.submitMessage('nothing', {}), 400, 'queue_not_found');
  assert.equal(result.info, null);
  refused(await client.queue.submitMessage('mailing'), 400, 'missing_required_value');
  refused(await client.queue.submitMessage('mailing', 'text'), 400, 'invalid_value');
});
check('queue.getMessageStatus', async () => {
  const { info } = ok(await client.queue.submitMessage('mailing', { to: 'ada' }));
  const done = await settled(() => client.queue.getMessageStatus(info.messageId));
  assert.equal(done.status, 'completed');
  assert.ok(done.startedAt >= done.submittedAt && done.completedAt >= done.startedAt);
  assert.equal(done.errors, undefined);
  assert.deepEqual(Object.keys(done), ['messageId', 'queueId', 'queueName', 'submittedAt', 'startedAt', 'completedAt', 'status']);
});
check('queue.getMessageStatus of a failure', async () => {
  const { info } = ok(await client.queue.submitMessage('failing', {}));
  const done = await settled(() => client.queue.getMessageStatus(info.messageId));
  assert.equal(done.status, 'errors');
  assert.deepEqual(done.errors, { origin: 'client_error', code: 'no_such_address', message: 'Nobody lives there.' });
});
check('queue.getMessageStatus of nothing', async () => {
  assert.equal(ok(await client.queue.getMessageStatus('0123456789abcdef01234567')).info, null);
  assert.equal(ok(await client.queue.getMessageStatus('é漢')).info, null);
});
check('task.runOnce', async () => {
  const { info } = ok(await client.task.runOnce('nightly'));
  assert.match(info.taskId, id);
  assert.match(info.scheduledTaskId, id);
  assert.equal(info.scheduledTaskName, 'nightly');
  assert.equal(info.status, 'pending');
  assert.equal(new Date(info.triggeredAt).toISOString(), info.triggeredAt);
  assert.equal(ok(await client.task.runOnce(info.scheduledTaskId)).info.scheduledTaskName, 'nightly');
  refused(await client.task.runOnce('nothing'), 400, 'task_not_found');
});
check('task.getTaskStatus', async () => {
  const { info } = ok(await client.task.runOnce('nightly'));
  const done = await settled(() => client.task.getTaskStatus(info.taskId));
  assert.equal(done.status, 'completed');
  assert.ok(done.completedAt >= done.startedAt);
  assert.deepEqual(Object.keys(done), ['taskId', 'scheduledTaskId', 'scheduledTaskName', 'triggeredAt', 'startedAt', 'completedAt', 'status']);
  assert.equal(ok(await client.task.getTaskStatus('0123456789abcdef01234567')).info, null);
});

finish();
