// Every method of auth and db, called through the official JavaScript SDK, unchanged.
// Environment: OPEN_URL and STRICT_URL (confirmation off and on), OPEN_OUTBOX and STRICT_OUTBOX (folders), CLIENT_KEY.
'use strict';
const assert = require('node:assert/strict');
const { createClient } = require('altogic');
const { connect, storage, mail, follow, ok, refused, check, finish } = require('./sdk-checks.cjs');

const key = process.env.CLIENT_KEY;
const id = /^[0-9a-f]{24}$/;
const open = connect(process.env.OPEN_URL);
const strict = connect(process.env.STRICT_URL);

/* ---- auth, confirmation off ---- */
check('createClient', async () => {
  assert.throws(() => createClient('', key));
  assert.ok(connect(process.env.OPEN_URL + '/').auth);
});
check('auth.signUpWithEmail', async () => {
  const { user, session } = ok(await open.auth.signUpWithEmail('ada@example.com', 'secret-1', { name: 'Ada', city: 'London' }));
  assert.match(user._id, id);
  assert.equal(user.provider, 'altogic');
  assert.equal(user.providerUserId, user._id);
  assert.equal(user.city, 'London');
  assert.equal(user.password, undefined);
  assert.equal(session.userId, user._id);
  assert.deepEqual(session.accessGroupKeys, []);
  assert.equal(typeof session.userAgent.device.family, 'string');
  const twice = refused(await open.auth.signUpWithEmail('ada@example.com', 'secret-1'), 400);
  assert.equal(twice.user, null);
  assert.equal(refused(await open.auth.signUpWithEmail('nonsense', 'x'), 400).errors.items.length, 2);
});
check('auth.getSession', async () => assert.equal(typeof open.auth.getSession().token, 'string'));
check('auth.getUser', async () => assert.equal(open.auth.getUser().name, 'Ada'));
check('auth.signInWithEmail', async () => {
  refused(await open.auth.signInWithEmail('ada@example.com', 'wrong-1'), 401, 'invalid_credentials');
  refused(await open.auth.signInWithEmail('nobody@example.com', 'wrong-1'), 401, 'invalid_credentials');
  const { session } = ok(await open.auth.signInWithEmail('ada@example.com', 'secret-1'));
  assert.ok(session.token);
});
check('auth.getUserFromDB', async () => assert.equal(ok(await open.auth.getUserFromDB()).user.email, 'ada@example.com'));
check('auth.getAllSessions', async () => {
  const { sessions } = ok(await open.auth.getAllSessions());
  assert.equal(sessions.length, 2);
  assert.ok(sessions.some(s => s.token === open.auth.getSession().token));
});
check('auth.signOutAllExceptCurrent', async () => {
  ok(await open.auth.signOutAllExceptCurrent());
  assert.equal(ok(await open.auth.getAllSessions()).sessions.length, 1);
});
check('auth.changePassword', async () => {
  refused(await open.auth.changePassword('secret-2', 'wrong-1'), 401);
  ok(await open.auth.changePassword('secret-2', 'secret-1'));
  refused(await connect(process.env.OPEN_URL).auth.signInWithEmail('ada@example.com', 'secret-1'), 401);
});
check('auth.changeEmail', async () => {
  const { user } = ok(await open.auth.changeEmail('secret-2', 'ada.l@example.com'));
  assert.equal(user.email, 'ada.l@example.com');
  assert.equal(user.password, undefined);
});
check('auth.signUpWithPhone', async () => {
  const phones = connect(process.env.OPEN_URL);
  const { user, session } = ok(await phones.auth.signUpWithPhone('+905551112233', 'secret-1', 'Grace'));
  assert.equal(user.phone, '+905551112233');
  assert.equal(user.name, 'Grace');
  assert.ok(session);
  refused(await phones.auth.signUpWithPhone('+90555', 'secret-1'), 400);
});
check('auth.signInWithPhone', async () => {
  const phones = connect(process.env.OPEN_URL);
  ok(await phones.auth.signInWithPhone('+905551112233', 'secret-1'));
});
check('auth.changePhone', async () => {
  const phones = connect(process.env.OPEN_URL);
  ok(await phones.auth.signInWithPhone('+905551112233', 'secret-1'));
  assert.equal(ok(await phones.auth.changePhone('secret-1', '+905551112244')).user.phone, '+905551112244');
});
check('auth.setSession', async () => {
  const other = connect(process.env.OPEN_URL);
  other.auth.setSession(open.auth.getSession());
  assert.equal(ok(await other.auth.getUserFromDB()).user.name, 'Ada');
});
check('auth.setUser', async () => {
  const other = connect(process.env.OPEN_URL);
  other.auth.setUser({ name: 'kept' });
  assert.equal(other.auth.getUser().name, 'kept');
});
check('auth.clearLocalData', async () => {
  const other = connect(process.env.OPEN_URL);
  other.auth.setUser({ name: 'kept' });
  other.auth.clearLocalData();
  assert.equal(other.auth.getUser(), null);
});
check('auth.setSessionCookie', async () => {
  const headers = {};
  const res = { getHeader: n => headers[n.toLowerCase()], setHeader: (n, v) => { headers[n.toLowerCase()] = v; } };
  open.auth.setSessionCookie(open.auth.getSession().token, {}, res);
  assert.ok(String(headers['set-cookie']).includes('session_token='));
});
check('auth.getUserFromDBbyCookie', async () => {
  const token = open.auth.getSession().token;
  const server = connect(process.env.OPEN_URL);
  const res = { getHeader: () => undefined, setHeader: () => {} };
  const { user } = ok(await server.auth.getUserFromDBbyCookie({ headers: { cookie: `session_token=${token}` }, cookies: {} }, res));
  assert.equal(user.name, 'Ada');
});
check('auth.removeSessionCookie', async () => {
  const headers = {};
  open.auth.removeSessionCookie({}, { getHeader: () => undefined, setHeader: (n, v) => { headers[n.toLowerCase()] = v; } });
  assert.ok(String(headers['set-cookie']).includes('Max-Age=-1'));
});
check('auth.signOut', async () => {
  const other = connect(process.env.OPEN_URL);
  ok(await other.auth.signInWithEmail('ada.l@example.com', 'secret-2'));
  const token = other.auth.getSession().token;
  ok(await other.auth.signOut());
  assert.equal(other.auth.getSession(), null);
  other.auth.setSession({ token });
  refused(await other.auth.getUserFromDB(), 401, 'invalid_session_token');
});
check('auth.invalidateSession', async () => {
  const other = connect(process.env.OPEN_URL);
  ok(await other.auth.signInWithEmail('ada.l@example.com', 'secret-2'));
  other.auth.invalidateSession();
  refused(await other.auth.getAllSessions(), 401, 'missing_session_token');
});
check('auth.signOutAll', async () => {
  ok(await open.auth.signOutAll());
  assert.equal(open.auth.getSession(), null);
});
check('auth.signInWithProvider', async () => {
  // All the SDK does is to send the browser to an address; the redirect flow itself is the server's.
  globalThis.window = { location: { href: '' } };
  try {
    open.auth.signInWithProvider('google');
    const reply = await fetch(globalThis.window.location.href, { redirect: 'manual' });
    assert.equal(reply.status, 302);
    const there = new URL(reply.headers.get('location'));
    assert.equal(there.origin + there.pathname, 'http://127.0.0.1:9/authorize');
    assert.equal(there.searchParams.get('client_id'), 'client-1');
  } finally {
    delete globalThis.window;
  }
});

/* ---- auth, confirmation on ---- */
check('auth.resendVerificationEmail', async () => {
  const { user, session } = ok(await strict.auth.signUpWithEmail('bob@example.com', 'secret-1', 'Bob'));
  assert.equal(user.emailVerified, false);
  assert.ok(session == null);
  refused(await strict.auth.signInWithEmail('bob@example.com', 'secret-1'), 401, 'email_not_verified');
  ok(await strict.auth.resendVerificationEmail('bob@example.com'));
});
check('auth.getAuthGrant', async () => {
  const redirect = await follow(mail(process.env.STRICT_OUTBOX, 'bob@example.com', 'verifyEmail').link);
  assert.equal(redirect.get('action'), 'email-confirm');
  assert.equal(redirect.get('status'), '200');
  const { user, session } = ok(await strict.auth.getAuthGrant(redirect.get('access_token')));
  assert.equal(user.emailVerified, true);
  assert.ok(session.token);
  refused(await connect(process.env.STRICT_URL).auth.getAuthGrant(redirect.get('access_token')), 403);
});
check('auth.sendMagicLinkEmail', async () => {
  ok(await strict.auth.sendMagicLinkEmail('bob@example.com'));
  const redirect = await follow(mail(process.env.STRICT_OUTBOX, 'bob@example.com', 'magicLink').link);
  assert.equal(redirect.get('action'), 'magic-link');
  assert.ok(ok(await connect(process.env.STRICT_URL).auth.getAuthGrant(redirect.get('access_token'))).session);
});
check('auth.sendResetPwdEmail', async () => {
  ok(await strict.auth.sendResetPwdEmail('bob@example.com'));
  assert.equal(mail(process.env.STRICT_OUTBOX, 'bob@example.com', 'resetPassword').channel, 'email');
});
check('auth.resetPwdWithToken', async () => {
  const token = mail(process.env.STRICT_OUTBOX, 'bob@example.com', 'resetPassword').accessToken;
  ok(await strict.auth.resetPwdWithToken(token, 'secret-9'));
  ok(await strict.auth.signInWithEmail('bob@example.com', 'secret-9'));
  refused(await strict.auth.resetPwdWithToken(token, 'secret-8'), 403);
});
check('auth.resendVerificationCode', async () => {
  const { session } = ok(await strict.auth.signUpWithPhone('+4915112345678', 'secret-1', 'Pia'));
  assert.ok(session == null);
  refused(await strict.auth.signInWithPhone('+4915112345678', 'secret-1'), 401, 'phone_not_verified');
  ok(await strict.auth.resendVerificationCode('+4915112345678'));
});
check('auth.verifyPhone', async () => {
  refused(await strict.auth.verifyPhone('+4915112345678', '000000x'), 403);
  const { code } = mail(process.env.STRICT_OUTBOX, '+4915112345678', 'verifyPhone');
  assert.match(code, /^\d{6}$/);
  assert.ok(ok(await strict.auth.verifyPhone('+4915112345678', code)).session);
});
check('auth.sendSignInCode', async () => ok(await strict.auth.sendSignInCode('+4915112345678')));
check('auth.signInWithCode', async () => {
  const { code } = mail(process.env.STRICT_OUTBOX, '+4915112345678', 'signInCode');
  assert.equal(ok(await strict.auth.signInWithCode('+4915112345678', code)).user.phone, '+4915112345678');
});
check('auth.sendResetPwdCode', async () => ok(await strict.auth.sendResetPwdCode('+4915112345678')));
check('auth.resetPwdWithCode', async () => {
  const { code } = mail(process.env.STRICT_OUTBOX, '+4915112345678', 'resetPasswordCode');
  ok(await strict.auth.resetPwdWithCode('+4915112345678', code, 'secret-5'));
  ok(await strict.auth.signInWithPhone('+4915112345678', 'secret-5'));
});

/* ---- database ---- */
const recipes = () => open.db.model('recipes');
let soup, bread, ann;

check('db.model.create', async () => {
  ann = ok(await open.db.model('authors').create({ name: 'Ann', country: 'NO' })).data;
  soup = ok(await recipes().create({ title: 'Soup', author: ann._id, servings: 4, tags: ['warm', 'winter'], isPublished: true })).data;
  assert.match(soup._id, id);
  assert.equal(soup.createdAt, soup.updatedAt);
  const many = ok(await recipes().create([{ title: 'Bread', servings: 2, tags: [] }, { title: 'Cake', servings: 8, tags: ['sweet'] }])).data;
  assert.deepEqual(many.map(r => r.title), ['Bread', 'Cake']);
  bread = many[0];
});
check('db.model.set', async () => {
  const cover = ok(await open.db.model('recipes.cover').set({ url: 'https://img.example/1.png' }, soup._id)).data;
  assert.equal(cover._parent, soup._id);
  const top = ok(await open.db.model('recipes.cover').set({ url: 'https://img.example/2.png' }, soup._id, true)).data;
  assert.equal(top._id, soup._id);
  assert.equal(top.cover.url, 'https://img.example/2.png');
});
check('db.model.append', async () => {
  const step = ok(await open.db.model('recipes.steps').append({ text: 'Rinse.', minutes: 2 }, soup._id)).data;
  assert.equal(step._parent, soup._id);
  const two = ok(await open.db.model('recipes.steps').append([{ text: 'Boil.', minutes: 20 }, { text: 'Serve.', minutes: 1 }], soup._id)).data;
  assert.deepEqual(two.map(s => s.text), ['Boil.', 'Serve.']);
});
check('db.model.get', async () => {
  assert.equal(ok(await recipes().get()).data.length, 3);
  const counted = ok(await recipes().page(1).limit(2).get(true)).data;
  assert.deepEqual(counted.info, { count: 3, totalPages: 2, currentPage: 1, pageSize: 2 });
  assert.equal(counted.data.length, 2);
  assert.equal(ok(await recipes().get({ returnCountInfo: true })).data.info.count, 3);
  assert.deepEqual(ok(await recipes().page(9).limit(50).get()).data, []);
});
check('db.model.filter', async () => {
  const { data } = ok(await recipes().filter("IN(this.tags, 'warm') && servings >= 4 && !isDeleted").get());
  assert.deepEqual(data.map(r => r.title), ['Soup']);
  refused(await recipes().filter('_id = "x"').get(), 400, 'invalid_expression');
});
check('db.model.lookup', async () => {
  const { data } = ok(await recipes().filter("author.country == 'NO'").lookup({ name: 'author2', modelName: 'authors', query: 'lookup._id == this.author' }).lookup({ field: 'author' }).get());
  assert.equal(data.length, 1);
  assert.equal(data[0].author.name, 'Ann');
  assert.equal(data[0].author2.name, 'Ann');
});
check('db.model.sort', async () => {
  const { data } = ok(await recipes().sort('servings', 'desc').get());
  assert.deepEqual(data.map(r => r.servings), [8, 4, 2]);
  refused(await recipes().sort('servings', 'sideways').get(), 400, 'invalid_sort_direction');
});
check('db.model.page', async () => assert.equal(ok(await recipes().sort('servings', 'asc').page(2).limit(1).get()).data[0].servings, 4));
check('db.model.limit', async () => {
  assert.equal(ok(await recipes().limit(1).get()).data.length, 1);
  refused(await recipes().limit(0).get(), 400, 'invalid_limit');
});
check('db.model.omit', async () => {
  const { data } = ok(await recipes().omit('tags', '_id', 'cover.url').get());
  assert.ok(data.every(r => r.tags === undefined && r._id));
});
check('db.model.group', async () => {
  const { data } = ok(await recipes().group('tags.$').compute([{ name: 'n', type: 'count' }]));
  assert.deepEqual(data.map(r => r.groupby.group).sort(), ['sweet', 'warm', 'winter']);
});
check('db.model.compute', async () => {
  const { data } = ok(await recipes().compute([{ name: 'n', type: 'count' }, { name: 'total', type: 'sum', expression: 'servings * 2' }]));
  assert.equal(data.length, 1);
  assert.equal(data[0].n, 3);
  assert.equal(data[0].total, 28);
  assert.deepEqual(ok(await recipes().filter("title == 'x'").compute({ name: 'n', type: 'count' })).data, []);
});
check('db.model.getSingle', async () => {
  assert.equal(ok(await recipes().filter("title == 'Cake'").getSingle()).data.title, 'Cake');
  assert.equal(ok(await recipes().filter("title == 'Pie'").getSingle()).data, null);
});
check('db.model.getRandom', async () => {
  const { data } = ok(await recipes().getRandom(2));
  assert.equal(new Set(data.map(r => r._id)).size, 2);
});
check('db.model.update', async () => {
  assert.deepEqual(ok(await recipes().filter('servings < 5').update({ small: true })).data, { totalMatch: 2, updated: 2 });
  assert.deepEqual(ok(await recipes().filter("title == 'x'").update({ small: true })).data, { totalMatch: 0, updated: 0 });
  refused(await recipes().update({ small: true }), 400, 'missing_filter_query');
});
check('db.model.updateFields', async () => {
  ok(await recipes().filter("title == 'Soup'").updateFields([{ field: 'servings', updateType: 'increment', value: 2 }, { field: 'tags', updateType: 'push', value: 'hot' }]));
  const { data } = ok(await recipes().filter("title == 'Soup'").getSingle());
  assert.equal(data.servings, 6);
  assert.deepEqual(data.tags, ['warm', 'winter', 'hot']);
});
check('db.model.searchText', async () => {
  assert.deepEqual(ok(await recipes().searchText('soup')).data.map(r => r.title), ['Soup']);
  assert.equal(ok(await recipes().searchText('bread cake', true)).data.info.count, 2);
});
check('db.model.searchFuzzy', async () => assert.deepEqual(ok(await recipes().searchFuzzy('title', 'brea')).data.map(r => r.title), ['Bread']));
check('db.model.delete', async () => {
  assert.deepEqual(ok(await recipes().filter("title == 'Cake'").delete()).data, { totalMatch: 1, deleted: 1 });
  refused(await recipes().delete(), 400, 'missing_filter_query');
});
check('db.object.create', async () => assert.equal(ok(await recipes().object().create({ title: 'Stew' })).data.title, 'Stew'));
check('db.object.get', async () => {
  assert.equal(ok(await recipes().object(soup._id).get([{ field: 'author' }])).data.author.name, 'Ann');
  assert.equal(ok(await recipes().object('61f0c0ffee00000000000a01').get()).data, null);
  refused(await recipes().object().get(), 400);
});
check('db.object.set', async () => {
  const cover = ok(await open.db.model('recipes.cover').object().set({ url: 'u' }, bread._id)).data;
  assert.equal(cover._parent, bread._id);
  refused(await open.db.model('recipes.cover').object().set({ url: 'u' }, '61f0c0ffee00000000000a01'), 404, 'parent_not_found');
});
check('db.object.append', async () => {
  const top = ok(await open.db.model('recipes.steps').object().append({ text: 'Knead.' }, bread._id, { returnTop: true })).data;
  assert.equal(top.steps[0].text, 'Knead.');
});
check('db.object.update', async () => {
  assert.equal(ok(await recipes().object(bread._id).update({ ...bread, title: 'Rye bread' })).data.title, 'Rye bread');
  refused(await recipes().object('61f0c0ffee00000000000a01').update({ a: 1 }), 404, 'object_not_found');
});
check('db.object.updateFields', async () => {
  const { data } = ok(await recipes().object(bread._id).updateFields({ field: 'servings', updateType: 'decrement', value: 1 }));
  assert.equal(data.servings, 1);
});
check('db.object.delete', async () => {
  assert.equal(ok(await recipes().object(bread._id).delete()).data, null);
  assert.equal(ok(await recipes().object(bread._id).get()).data, null);
  assert.equal(ok(await recipes().object(bread._id).delete()).data, null);
});
check('db.getStats', async () => {
  const { data } = ok(await open.db.getStats());
  assert.ok(Array.isArray(data) && data.some(m => m.model === 'recipes'));
});
check('db.query-string environment prefix', async () => {
  const prefixed = connect(process.env.OPEN_URL + '/e:62d8f3a1b2c3d4e5f6071829/');
  assert.ok(ok(await prefixed.db.model('recipes').get()).data.length > 0);
});
check('errors.wrong key', async () => {
  const stranger = createClient(process.env.OPEN_URL, 'not-a-key', { localStorage: storage() });
  refused(await stranger.db.getStats(), 401, 'invalid_client_key');
});

finish();
