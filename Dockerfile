FROM python:3.13-slim AS build
WORKDIR /build
COPY pyproject.toml requirements.lock ./
# Only what Clio needs while she runs, in the versions and with the hashes of the one lock: pip takes hashes from
# constraints from version 26.1 on.
RUN python -m venv /venv \
 && /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check "pip>=26.1,<27" \
 && /venv/bin/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"], sep="\n")' > runtime.txt \
 && /venv/bin/python -m pip install --no-cache-dir --require-hashes -c requirements.lock -r runtime.txt \
 && /venv/bin/python -m pip uninstall --yes --quiet pip

FROM python:3.13-slim
RUN useradd --system --user-group --uid 10001 --home-dir /data --shell /usr/sbin/nologin clio \
 && install -d -o clio -g clio -m 0700 /data
COPY --from=build /venv /venv
WORKDIR /app
COPY bot bot
COPY cogs cogs
COPY seeds seeds
# The program's folder is not writable for her, so its bytecode is made here.
RUN /venv/bin/python -m compileall -q bot cogs
ENV PATH=/venv/bin:$PATH CLIO_DATABASE=/data/clio.sqlite3
VOLUME /data
USER clio
STOPSIGNAL SIGTERM
CMD ["python", "-m", "bot", "run"]
