# One image for web, worker, beat and the migrations; docker-compose.yml says which is which.
FROM python:3.13-slim-bookworm AS packages
RUN pip install --no-cache-dir uv
COPY pyproject.toml requirements.lock /build/
# What runs is named in pyproject.toml; versions and hashes come from the lock, which holds the tests' tools too.
RUN uv venv /venv \
    && uv pip install --no-cache --compile-bytecode --python /venv/bin/python \
        -r /build/pyproject.toml --constraints /build/requirements.lock

FROM python:3.13-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
        fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin backbone
COPY --from=packages /venv /venv
WORKDIR /srv/backbone
COPY . .
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 BACKBONE_VAR=/srv/var BIND=0.0.0.0:8000
# Collecting reads settings but no server, so these values are never used for anything.
RUN SECRET_KEY=build BASE_URL=https://build ALLOWED_HOSTS=build EMAIL_URL=smtp://build \
    DATABASE_URL=postgres://build REDIS_URL=redis://build python manage.py collectstatic --noinput \
    && python -m compileall -q .
USER 10001
EXPOSE 8000
CMD ["gunicorn", "-c", "python:backbone.webserver", "backbone.wsgi"]
