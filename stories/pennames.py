"""Pure: two-word names, one for each voice in each thread. Things of a quiet room; nothing that is a person."""

_FIRST = """
amber ashen autumn birch blue brass brown calm chalk cherry clay clear cloudy cobalt copper coral cotton
dappled dusky early elder evening faded fern flint folded gentle golden grey hazel heather hollow indigo ivory
juniper kind lilac linen little low maple mellow misty morning mossy muted oaken ochre olive open pale paper
patient pearl pewter pine plain plum quiet rainy reed river rosy round russet rusty sage salt sandy scarlet
silver slate slow small smooth soft spare spring steady still stone straw summer teal thistle velvet violet
walnut warm water wheat white wide willow winter wooden woollen yellow
""".split()
_SECOND = """
acorn anchor apron arch basin basket beacon bench blanket boat bottle bowl bramble bridge brook broom brush
button candle canoe cedar chair chapel clock cloud coat cove crane creek cup curtain desk door drum feather
fence field finch garden gate glove gull harbour hedge heron hill inlet jug kettle key kite ladder lamp lane
lantern lark leaf ledge lighthouse loom meadow mill mirror mitten moth needle nest notebook orchard otter path
pebble pencil pier pillow plover pond porch quill raft ribbon robin roof rope rowan saddle sail satchel scarf
shelf shell shore sparrow spoon stair stove table tern thread tile trellis valley wagon wall well wheel window
wren
""".split()


def pen_name(choice: int) -> str:
    """The name for a number of any size."""
    first, second = divmod(choice, len(_SECOND))
    return f"{_FIRST[first % len(_FIRST)]} {_SECOND[second]}".capitalize()
