// Verifies a credential with libraries that are not ours. Reads one JSON object from standard input:
// {credential, dids: {did: document}, lists: {address: credential}, contexts: {address: document}, now}
// and prints {verified, error}. The folder of the packages is the first argument.
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";
import {readFileSync} from "node:fs";

const require = createRequire(pathToFileURL(process.argv[2] + "/x.js"));
const load = async name => import(pathToFileURL(require.resolve(name)).href);

const vc = await load("@digitalbazaar/vc");
const {DataIntegrityProof} = await load("@digitalbazaar/data-integrity");
const {cryptosuite} = await load("@digitalbazaar/eddsa-rdfc-2022-cryptosuite");
const {checkStatus} = await load("@digitalbazaar/vc-bitstring-status-list");

const given = JSON.parse(readFileSync(0, "utf8"));

async function documentLoader(url) {
  const [did, fragment] = url.split("#");
  const found = given.contexts[url] ?? given.lists[url] ?? given.dids[did];
  if (found === undefined) throw new Error(`not loaded: ${url}`);
  if (fragment === undefined) return {contextUrl: null, documentUrl: url, document: found};
  const method = found.verificationMethod.find(one => one.id === url);
  if (!method) throw new Error(`unknown key: ${url}`);
  return {
    contextUrl: null,
    documentUrl: url,
    document: {"@context": "https://w3id.org/security/multikey/v1", ...method},
  };
}

const result = await vc.verifyCredential({
  credential: given.credential,
  suite: new DataIntegrityProof({cryptosuite}),
  documentLoader,
  checkStatus: options => checkStatus({...options, verifyBitstringStatusListCredential: true}),
  now: given.now,
});
const error = result.error?.errors?.map(one => one.message) ?? (result.error ? [result.error.message] : []);
const isSet = (result.statusResult?.results ?? []).some(one => one.status);
console.log(JSON.stringify({verified: result.verified && !isSet, error}));
