// Validates .h5p files with h5p-server, as a platform does before it imports one, and unpacks them with its importer.
// In: a JSON list of paths. Out: for each, what h5p.json and content/content.json hold, or the errors.
const fs = require("fs");
const os = require("os");
const path = require("path");
const { H5PConfig } = require("@lumieducation/h5p-server");
const PackageValidator = require("@lumieducation/h5p-server/build/src/PackageValidator").default;
const PackageImporter = require("@lumieducation/h5p-server/build/src/PackageImporter").default;

async function read(file) {
  const config = new H5PConfig();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "h5p-"));
  try {
    await new PackageValidator(config).validateFileSizes(file);
    await PackageImporter.extractPackage(file, folder, { includeContent: true, includeLibraries: false, includeMetadata: true });
    await new PackageValidator(config).validateExtractedPackage(folder, true, false);
    const json = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
    return { about: json("h5p.json"), content: json("content/content.json") };
  } catch (error) {
    return { error: String(error.message), more: (error.getErrors ? error.getErrors() : []).map(String) };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

let input = "";
process.stdin.on("data", (part) => { input += part; });
process.stdin.on("end", async () => {
  process.stdout.write(JSON.stringify(await Promise.all(JSON.parse(input).map(read))));
});
