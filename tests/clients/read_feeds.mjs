// Reads an Atom feed and a JSON Feed, one JSON object {atom, json} on stdin, with feedsmith; prints what it found.
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { text } from 'node:stream/consumers';

const given = JSON.parse(await text(process.stdin));
console.log(JSON.stringify({ atom: parseAtomFeed(given.atom), json: parseJsonFeed(given.json) }));
