// Reads Moodle XML with moodlexml-to-json. In: a JSON list of texts. Out: for each, its questions, or the error.
const convert = require("moodlexml-to-json");
const read = (text) => new Promise((done) => {
  (convert.default || convert)(text, (found, error) => done(error ? { error: String(error) } : found));
});
let input = "";
process.stdin.on("data", (part) => { input += part; });
process.stdin.on("end", async () => {
  process.stdout.write(JSON.stringify(await Promise.all(JSON.parse(input).map(read))));
});
