// Reads GIFT questions with gift-pegjs. In: a JSON list of GIFT texts. Out: for each, its questions, or the error.
const { parse } = require("gift-pegjs");
let input = "";
process.stdin.on("data", (part) => { input += part; });
process.stdin.on("end", () => {
  const read = (text) => {
    try { return { questions: parse(text) }; } catch (error) { return { error: String(error.message) }; }
  };
  process.stdout.write(JSON.stringify(JSON.parse(input).map(read)));
});
