// What every script that drives the backend with the official JavaScript SDK shares: clients, assertions, the run itself.
// Each check prints one line of JSON: its name, whether it held, else why not. Environment: CLIENT_KEY.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { createClient } = require('altogic');

function storage() {
  const items = new Map();
  return { getItem: k => items.get(k) ?? null, setItem: (k, v) => items.set(k, v), removeItem: k => items.delete(k) };
}

/** A client with a storage of its own, as in a browser. */
const connect = (url, options = {}) => createClient(url, process.env.CLIENT_KEY, { localStorage: storage(), ...options });

/** The newest message of the outbox to somebody. */
function mail(folder, to, template) {
  const found = fs.readdirSync(folder).filter(f => f.endsWith('.json')).sort()
    .map(f => JSON.parse(fs.readFileSync(path.join(folder, f), 'utf8')))
    .filter(m => m.to === to && m.template === template);
  assert.ok(found.length > 0, `no ${template} message for ${to}`);
  return found[found.length - 1];
}

/** Follows a link to its redirect and gives the parameters found there. */
async function follow(link) {
  const reply = await fetch(link, { redirect: 'manual' });
  assert.equal(reply.status, 302, `the link answered ${reply.status}`);
  return new URL(reply.headers.get('location')).searchParams;
}

function ok(result) {
  assert.equal(result.errors, null, JSON.stringify(result.errors));
  return result;
}

function refused(result, status, code) {
  assert.ok(result.errors, 'an error was expected');
  assert.equal(result.errors.status, status, JSON.stringify(result.errors));
  if (code) assert.equal(result.errors.items[0].code, code);
  return result;
}

const checks = [];
const check = (name, run) => checks.push({ name, run });

/** Something that never comes must not hold up the other checks. */
function within(seconds, promise) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`nothing happened for ${seconds} seconds`)), seconds * 1000); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Runs the checks one after the other; to be called once, at the end of a script. */
async function finish() {
  for (const { name, run } of checks) {
    try {
      await within(60, run());
      console.log(JSON.stringify({ name, ok: true }));
    } catch (e) {
      console.log(JSON.stringify({ name, ok: false, message: String(e && e.message || e) }));
    }
  }
  console.log(JSON.stringify({ name: 'finished', ok: true, count: checks.length }));
  process.exit(0);
}

module.exports = { connect, storage, mail, follow, ok, refused, check, finish };
