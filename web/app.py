"""The web server's composition root: the routes, the gate before them, and the adapters behind them.

`create_app(container)` is the application; `create_app()` has routes only, to be described. `compose(settings)` chooses adapters.
"""

import importlib
import pkgutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from types import ModuleType
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

import web.routers
import web.sockets
from web import errors, pages
from web.container import Container
from web.gate import Gate, Rules
from web.openapi import PROBLEMS, describe
from web.settings import Settings
from web.turns import Turns


def create_app(container: Container | None = None) -> FastAPI:
    """The application. Without a container it can be described but not asked."""
    app = FastAPI(
        title="Sheaf",
        version="0.1.0",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
        generate_unique_id_function=_operation,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.container = container
    app.state.at_the_engine, app.state.at_the_door = Turns(), Turns()
    app.state.https = container is not None and container.settings.https
    errors.install(app)
    for module in _modules():
        if isinstance(getattr(module, "router", None), APIRouter):
            app.include_router(module.router, prefix="/api", responses=PROBLEMS)
    app.include_router(pages.router)
    app.mount("/static", pages.Built(directory=pages.STATIC, check_dir=False))
    app.add_middleware(Gate, rules=rules(container.settings if container else Settings()))
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    return app


def application() -> FastAPI:
    """The application by the environment's settings, for the server process."""
    return create_app(compose(Settings()))


def compose(settings: Settings) -> Container:
    """Chooses and opens every adapter."""
    from bundles.pdf.limits import Limits
    from bundles.pdf.pool import EnginePool
    from storage import keys
    from storage.blobs import open_blobs
    from storage.bus import open_bell
    from storage.clock import SystemClock
    from storage.engine import open_database
    from storage.identities import TimeOrdered

    settings.data.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        database = open_database(settings.database)
        opened.callback(database.close)
        bell = open_bell(database)
        opened.callback(bell.close)
        engine = EnginePool(settings.engine_processes, Limits(pages=settings.max_pages))
        opened.callback(engine.close)
        blobs = open_blobs(settings.blob_store, endpoint=settings.s3_endpoint, region=settings.s3_region)
        return Container(
            settings=settings,
            unit=database.unit,
            blobs=blobs,
            keys=keys,
            engine=engine,
            clock=SystemClock(),
            identities=TimeOrdered(),
            bell=bell,
            close=opened.pop_all().close,
        )


def rules(settings: Settings) -> Rules:
    """The gate's rules, from the settings."""
    own = frozenset({urlsplit(settings.address).netloc.lower()} - {""})
    return Rules(settings.hosts, own, settings.max_json_bytes, settings.max_chunk_bytes)


def _operation(route: APIRoute) -> str:
    return route.name


def _modules() -> Iterator[ModuleType]:
    for package in (web.routers, web.sockets):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Opens what any module's `lifespan(app)` opens, and closes the adapters last."""
    async with AsyncExitStack() as stack:
        container: Container | None = app.state.container
        if container is not None:
            stack.callback(container.close)
        for module in _modules():
            if hasattr(module, "lifespan"):
                await stack.enter_async_context(module.lifespan(app))
        yield
