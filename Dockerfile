# Dateline in a container; docs/operating.md says how to run it.
FROM python:3.13-slim

RUN useradd --system --create-home --home-dir /app dateline && install -d -m 700 -o dateline /data
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY bot bot
COPY ingest ingest
COPY prompts prompts

USER dateline
ENV DATELINE_DATA=/data PYTHONUNBUFFERED=1
VOLUME /data
STOPSIGNAL SIGTERM
CMD ["python", "-m", "bot"]
