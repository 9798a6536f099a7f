// Reads files that the reader chooses into what the playground takes: name and base64.

const LARGEST = 10 * 1024 * 1024; // bytes; Discord, Uploading Files

/** A sentence where a file is too large for Discord, else null. */
export function tooLarge(files) {
  const large = [...files].find((file) => file.size > LARGEST);
  return large ? `${large.name} is larger than 10 MB.` : null;
}

/** The files as { name, data }. */
export function uploads(files) {
  return Promise.all([...files].map(upload));
}

function upload(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve({ name: file.name, data: reader.result.split(",")[1] ?? "" }));
    reader.addEventListener("error", () => reject(new Error(`${file.name} cannot be read.`)));
    reader.readAsDataURL(file);
  });
}
